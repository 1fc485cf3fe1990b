import type { LngLat } from '@baogong/drizzle/rules/geo';
import { Refusal } from '@baogong/drizzle/rules/refusal';

export function requireVia(via: readonly LngLat[]): void {
  if (via.length < 2) {
    throw new Refusal('invalidInput', { field: 'via', value: via.length, accepted: 'at least two places' });
  }
}
