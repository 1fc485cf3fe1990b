import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';

const SELF = ["'self'"];
const NONE = ["'none'"];

/** Nothing from elsewhere, no inline script. The map needs workers and pictures made in the page (`blob:`). */
export const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: SELF,
    scriptSrc: SELF,
    styleSrc: SELF,
    imgSrc: ["'self'", 'data:', 'blob:'],
    connectSrc: SELF,
    workerSrc: ["'self'", 'blob:'],
    manifestSrc: SELF,
    objectSrc: NONE,
    baseUri: NONE,
    formAction: SELF,
    frameAncestors: NONE,
  },
  referrerPolicy: 'no-referrer',
  xFrameOptions: 'DENY',
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'same-origin',
});

/** Answers are about persons: no cache on the way keeps one, unless its route says otherwise. */
export const notKept = createMiddleware(async (c, next) => {
  c.header('Cache-Control', 'no-store');
  await next();
});
