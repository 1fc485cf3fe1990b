import { describe, expect, it } from 'vitest';
import { mailbox } from './mailbox.ts';

describe('a mailbox between the feed and a client', () => {
  it('hands on what was put, in order, and waits for more', async () => {
    const box = mailbox<number>(3);
    box.put(1);
    box.put(2);
    expect([await box.take(0), await box.take(0)]).toEqual([1, 2]);
    const later = box.take(1_000);
    box.put(3);
    expect(await later).toBe(3);
  });

  it('says once that a slow client lagged, then goes on with what is new', async () => {
    const box = mailbox<number>(3);
    for (const item of [1, 2, 3, 4, 5]) box.put(item);
    expect(await box.take(0)).toBe('lagged');
    box.put(6);
    expect(await box.take(0)).toBe(6);
    expect(await box.take(0)).toBeUndefined();
  });

  it('ends its wait when woken or when the time has passed', async () => {
    const box = mailbox<number>(3);
    const waiting = box.take(60_000);
    box.wake();
    expect(await waiting).toBeUndefined();
    expect(await box.take(1)).toBeUndefined();
  });
});
