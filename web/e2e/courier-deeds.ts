import type { Page } from 'playwright-core';
import { expectAccessible, inEnglish, picture } from './browser.ts';

/** Takes the boxes, sets off, drives and delivers at the first stop: one big button after the other. */
export async function deliverFirstStop(page: Page): Promise<void> {
  const take = page.getByRole('button', { name: /^领取 \d+ 箱$/ });
  const depart = page.getByRole('button', { name: '出发' });
  await take.or(depart).waitFor();
  await expectAccessible(page);
  // Where the boxes lie elsewhere than the rider, he drives to them first.
  if (await depart.isVisible()) {
    await depart.click();
    await page.getByRole('button', { name: /^模拟行驶/ }).click();
  }
  await take.click();
  await depart.click();
  await page.getByRole('button', { name: '已到达' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^模拟行驶/ }).click();
  await page.getByRole('button', { name: /^交付 \d+ 箱$/ }).waitFor();
  await expectAccessible(page);
  await picture(page, 'courier-route');
  await inEnglish(page, () => picture(page, 'courier-route-en'));
  await page.getByRole('button', { name: /^交付 \d+ 箱$/ }).click();
  await page.getByText('已完成 1 /').waitFor();
}
