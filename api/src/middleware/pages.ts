import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import type { AppEnv } from '../deps.ts';

const windows = ['resident', 'courier', 'command'];
const UNREADABLE = /\p{Cc}/u;
const HASHED = /\/assets\/[^/]+-[\w-]{8,}\.\w+$/;

/** A file that is not there is missing, and a path that nobody can read names no screen. */
function isScreen(url: string): boolean {
  const { pathname } = new URL(url);
  try {
    const path = decodeURIComponent(pathname);
    return !UNREADABLE.test(path) && extname(path) === '';
  } catch {
    return false;
  }
}

/** The built windows. Each is one page whose screens are paths below it, so a path without a file gives that page. */
export function pages(folder: string): Hono<AppEnv> {
  if (!existsSync(folder)) throw new Error(`The folder of the pages, ${folder}, is not there: build them first.`);
  const app = new Hono<AppEnv>();
  app.use('*', async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next();
    await next();
    if (c.res.ok)
      c.header('Cache-Control', HASHED.test(c.req.path) ? 'public, max-age=31536000, immutable' : 'no-cache');
  });
  app.use('*', serveStatic({ root: folder }));
  for (const window of windows) {
    const page = serveStatic<AppEnv>({ root: folder, path: join(window, 'index.html') });
    app.use(`/${window}/*`, (c, next) => (isScreen(c.req.url) ? page(c, next) : next()));
  }
  return app;
}
