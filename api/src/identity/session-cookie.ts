import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import type { AppEnv } from '../deps.ts';

/** The prefix makes browsers insist on TLS, which plain loopback has not. */
export function cookieName(secure: boolean): string {
  return secure ? '__Host-session' : 'session';
}

export function giveCookie(c: Context<AppEnv>, secure: boolean, opened: { token: string; expiresAt: Date }): void {
  setCookie(c, cookieName(secure), opened.token, { ...options(secure), expires: opened.expiresAt });
}

export function takeCookie(c: Context<AppEnv>, secure: boolean): void {
  deleteCookie(c, cookieName(secure), options(secure));
}

function options(secure: boolean) {
  return { path: '/', httpOnly: true, sameSite: 'Strict', secure } as const;
}
