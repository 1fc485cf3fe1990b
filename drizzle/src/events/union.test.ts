import { describe, expect, it } from 'vitest';
import { newId } from '../rules/ids.ts';
import { parseEvent } from './union.ts';

describe('events', () => {
  it('reads a row of the outbox back as the event that was written', () => {
    const row = { name: 'wave.due.v1', cityId: newId(), payload: { waveId: newId() } };
    expect(parseEvent(row)).toEqual(row);
  });

  it('refuses an unknown name and a payload with more in it than its version says', () => {
    const cityId = newId();
    expect(() => parseEvent({ name: 'wave.due.v9', cityId, payload: {} })).toThrow('wave.due.v9');
    const phone = { riderId: newId(), phone: '+8619000000001' };
    expect(() => parseEvent({ name: 'health.changed.v1', cityId, payload: phone })).toThrow('phone');
  });
});
