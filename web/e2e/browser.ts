import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const CHROMIUM = '/usr/bin/chromium';
const screens = fileURLToPath(new URL('../../docs/screens/', import.meta.url));
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export const hasChromium = existsSync(CHROMIUM);
export const phone = { width: 390, height: 844 };
export const desktop = { width: 1440, height: 900 };

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      ...['--no-sandbox', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
      ...['--disable-sync', '--disable-quic', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
    ],
  });
}

export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page asked for elsewhere, and faults of its scripts and its content policy. */
  readonly faults: string[];
}

/** A person with a device of his own. */
export async function visitor(browser: Browser, asked: { viewport: typeof phone; address: string }): Promise<Visitor> {
  const context = await browser.newContext({ viewport: asked.viewport, deviceScaleFactor: 1, locale: 'zh-CN' });
  const page = await context.newPage();
  const faults: string[] = [];
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== asked.address) faults.push(`asked elsewhere: ${request.url()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (/Content.Security.Policy/.test(message.text())) faults.push(message.text());
  });
  return { context, page, faults };
}

/** Signs in with a token, as the cookie that a sign-in would have set. */
export async function giveSession({ context }: Visitor, address: string, token: string): Promise<void> {
  await context.addCookies([{ name: 'session', value: token, url: address, httpOnly: true, sameSite: 'Strict' }]);
}

export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${screens}${name}.png` });
}

/** axe finds nothing against WCAG 2.2 A and AA on what is shown. */
export async function expectAccessible(page: Page): Promise<void> {
  // An evaluated text, because the content policy of the pages lets no foreign script tag in.
  await page.evaluate(readFileSync(axeFile, 'utf8'));
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } };
    interface Violation {
      id: string;
      nodes: { html: string; failureSummary: string }[];
    }
    const found = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' | ')}`,
    );
  });
  expect(violations).toEqual([]);
}

export async function inEnglish(page: Page, during: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'English' }).click();
  await during();
  await page.getByRole('button', { name: '中文' }).click();
}
