import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { router } from '../reply/router.ts';
import { headers } from './headers.ts';
import { pages } from './pages.ts';
import { rateLimit } from './rate-limit.ts';
import { requestLog } from './request-log.ts';
import { timeLimit } from './time-limit.ts';

function app() {
  const made = router();
  made.use(requestLog(pino({ level: 'silent' })));
  return made;
}

describe('the rate limit', () => {
  it('lets a burst pass, then says when to come again, and lets one in after that', async () => {
    const limited = app();
    let now = 0;
    limited.use(rateLimit({ burst: 3, perSecond: 0.5, nowMs: () => now }));
    limited.get('/', (c) => c.text('in'));
    const answers = [];
    for (let i = 0; i < 4; i++) answers.push(await limited.request('/'));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers[3]?.headers.get('retry-after')).toBe('2');
    expect(await answers[3]?.json()).toMatchObject({ code: 'tooManyRequests' });
    now = 2_000;
    expect((await limited.request('/')).status).toBe(200);
  });
});

describe('the time limit', () => {
  it('answers in time when the work does not', async () => {
    const slow = app();
    slow.use(timeLimit(20));
    slow.get('/', async (c) => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      return c.text('late');
    });
    const answer = await slow.request('/');
    expect([answer.status, await answer.json()]).toMatchObject([503, { code: 'requestTimedOut' }]);
    expect(answer.headers.get('retry-after')).toBe('1');
  });
});

describe('the windows', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'baogong-pages-'));
    mkdirSync(join(folder, 'resident'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>保供</title>');
    writeFileSync(join(folder, 'resident', 'index.html'), '<!doctype html><title>居民</title>');
    writeFileSync(join(folder, 'assets', 'main-A1b2C3d4.js'), 'export {};');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const get = (path: string, method = 'GET') => {
    const served = app();
    served.use(headers);
    served.route('/', pages(folder));
    return served.request(path, { method });
  };

  it('are pages whose screens are paths below them', async () => {
    for (const path of ['/resident/', '/resident/orders/7']) {
      const page = await get(path);
      expect([page.status, await page.text()]).toEqual([200, '<!doctype html><title>居民</title>']);
      expect(page.headers.get('cache-control')).toBe('no-cache');
      expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    }
  });

  it('are chosen on the first page', async () => {
    expect(await (await get('/')).text()).toContain('保供');
  });

  it('keep what has its content in its name for ever', async () => {
    const script = await get('/assets/main-A1b2C3d4.js');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect((await get('/assets/none-A1b2C3d4.js')).status).toBe(404);
  });

  it('have no page where a file is missing or a path cannot be read', async () => {
    for (const path of ['/resident/assets/nope.js', '/resident/%00', '/resident/%zz', '/resident/a%0ab']) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
  });

  it('give nothing from outside their folder', async () => {
    expect((await get('/../../etc/passwd')).status).toBe(404);
    expect((await get('/%2e%2e/%2e%2e/etc/passwd')).status).toBe(404);
  });

  it('must have been built', () => {
    expect(() => pages(join(folder, 'nowhere'))).toThrow('is not there: build them first');
  });
});
