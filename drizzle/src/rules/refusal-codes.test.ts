import { describe, expect, it } from 'vitest';
import { Refusal } from './refusal.ts';
import { type RefusalCode, refusals } from './refusal-codes.ts';

const codes = Object.keys(refusals) as RefusalCode[];

describe('refusal codes', () => {
  it.each(codes)('%s has a Chinese and an English title and an error status', (code) => {
    const { status, zh, en } = refusals[code];
    expect(zh).toMatch(/[一-鿿]/);
    expect(en).toMatch(/^[A-Z][ -~]+[^.]$/);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
  });

  it('no two codes share a title, so a screen can tell them apart', () => {
    expect(new Set(codes.map((code) => refusals[code].zh)).size).toBe(codes.length);
    expect(new Set(codes.map((code) => refusals[code].en)).size).toBe(codes.length);
  });

  it('only calls that may succeed later ask for a retry', () => {
    expect(codes.filter((code) => refusals[code].retry).sort()).toEqual(
      ['idempotencyInProgress', 'lawChanged', 'planStale', 'requestTimedOut', 'tooManyRequests', 'unavailable'].sort(),
    );
  });

  it('a refusal carries its code, its title and its details', () => {
    const refusal = new Refusal('outOfStock', { sku: 'rice', left: 2 });
    expect(refusal.code).toBe('outOfStock');
    expect(refusal.name).toBe('Refusal');
    expect(refusal.message).toBe('outOfStock: Not enough in stock');
    expect(refusal.details).toEqual({ sku: 'rice', left: 2 });
    expect(new Refusal('notFound').details).toEqual({});
  });
});
