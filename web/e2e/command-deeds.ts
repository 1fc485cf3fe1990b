import type { Page } from 'playwright-core';
import { expectAccessible } from './browser.ts';

/** Records a zone from this evening until tomorrow morning, after two times that cannot be; ends on the list of zones. */
export async function recordForLater(page: Page, { name, ground }: { name: string; ground: string }): Promise<void> {
  await page.getByRole('link', { name: '划定管理区' }).click();
  await page.getByLabel('名称').fill(name);
  await page.getByRole('radio', { name: '管控区' }).check();
  await page.getByLabel('边界（GeoJSON）').fill(ground);
  await page.getByRole('group', { name: '何时生效' }).getByRole('radio', { name: '指定时间' }).check();
  await page.getByRole('group', { name: '何时结束' }).getByRole('radio', { name: '指定时间' }).check();
  await page.getByRole('button', { name: '登记，到时生效' }).click();
  await page.getByText('请填写日期和时间').first().waitFor();
  await page.getByLabel('生效时间', { exact: true }).fill('2022-04-01T18:00');
  await page.getByLabel('结束时间', { exact: true }).fill('2022-04-01T17:00');
  await page.getByText('要晚于生效时间').waitFor();
  await expectAccessible(page);
  await page.getByLabel('结束时间', { exact: true }).fill('2022-04-02T06:00');
  await page.getByRole('button', { name: '登记，到时生效' }).click();
  await page.getByText(/已登记，尚未生效$/).waitFor();
  await page.getByText(/区内有仓库：/).waitFor();
  await expectAccessible(page);

  await page.getByRole('link', { name: '返回' }).click();
  await page.getByText('4月1日 18:00 起生效').waitFor();
  await page.getByText('4月2日 06:00 结束').waitFor();
  await expectAccessible(page);
}

/** Withdraws the only zone that is not in force yet. */
export async function withdraw(page: Page): Promise<void> {
  await page.getByRole('button', { name: '撤回' }).click();
  await page.getByRole('button', { name: '确定撤回' }).click();
  await page.getByRole('button', { name: /撤回/ }).waitFor({ state: 'detached' });
}
