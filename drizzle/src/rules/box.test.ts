import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BoxFacts, boxVerdict, handOver } from './box.ts';
import type { Custodian } from './custodian.ts';
import { refusalOf } from './testing/refusal-of.ts';
import { type BoxState, boxStates, type CustodianKind, custodianKinds } from './vocabulary.ts';

const who = (kind: CustodianKind, id: string = kind): Custodian => ({ kind, id });
const at = (kind: CustodianKind, state: BoxState): BoxFacts => ({
  id: 'b1',
  state,
  custodian: who(kind),
  householdId: 'household',
});
const pass = (box: BoxFacts, to: Custodian, deliversAtGate = false) =>
  handOver({ box, from: box.custodian, to, deliversAtGate });
const stateAfter = (box: BoxFacts, to: CustodianKind, deliversAtGate = false) => {
  const verdict = pass(box, who(to, to === box.custodian.kind ? 'other' : to), deliversAtGate);
  return verdict.ok ? verdict.value.state : verdict.refusal.code;
};
/** Who may take a box in a state from a custodian, and what it is then. */
const takersOf = (kind: CustodianKind, state: BoxState) =>
  custodianKinds.flatMap((to) => {
    const after = stateAfter(at(kind, state), to);
    return (boxStates as readonly string[]).includes(after) ? [`${to}:${after}`] : [];
  });

describe('box', () => {
  it('passes through its states in no other way', () => {
    const found = boxStates.flatMap((from) =>
      boxStates.filter((to) => boxVerdict({ id: 'b1', state: from }, to).ok).map((to) => `${from}>${to}`),
    );
    expect(found).toEqual([
      'packed>loaded',
      'packed>returned',
      'packed>lost',
      'loaded>handedOver',
      'loaded>delivered',
      'loaded>held',
      'loaded>returned',
      'loaded>lost',
      'handedOver>loaded',
      'handedOver>delivered',
      'handedOver>returned',
      'handedOver>lost',
      'held>loaded',
      'held>handedOver',
      'held>returned',
      'held>lost',
    ]);
    expect(refusalOf(boxVerdict({ id: 'b1', state: 'lost' }, 'loaded')).details.noun).toBe('box b1');
  });

  it('leaves a warehouse with a vehicle or a rider only', () => {
    expect(takersOf('warehouse', 'packed')).toEqual(['vehicle:loaded', 'rider:loaded']);
  });

  it('goes from a vehicle or rider to every place, and to its household', () => {
    const everywhere = [
      'warehouse:returned',
      'vehicle:loaded',
      'rider:loaded',
      'gate:handedOver',
      'relay:handedOver',
      'riderBase:handedOver',
      'dropPoint:delivered',
      'household:delivered',
    ];
    expect(takersOf('vehicle', 'loaded')).toEqual(everywhere);
    expect(takersOf('rider', 'loaded')).toEqual(everywhere);
  });

  it('held by a stopped rider can be taken over, set down or brought back, not delivered by him', () => {
    expect(takersOf('rider', 'held')).toEqual([
      'warehouse:returned',
      'vehicle:loaded',
      'rider:loaded',
      'gate:handedOver',
      'relay:handedOver',
      'riderBase:handedOver',
    ]);
  });

  it('is taken from gate, relay and base by the next traveller', () => {
    expect(takersOf('gate', 'handedOver')).toEqual(['vehicle:loaded', 'rider:loaded', 'household:delivered']);
    expect(takersOf('relay', 'handedOver')).toEqual(['vehicle:loaded', 'rider:loaded']);
    expect(takersOf('riderBase', 'handedOver')).toEqual(['vehicle:loaded', 'rider:loaded']);
  });

  it('is delivered at a gate only where the service mode says so', () => {
    expect(stateAfter(at('vehicle', 'loaded'), 'gate', true)).toBe('delivered');
    expect(stateAfter(at('vehicle', 'loaded'), 'gate', false)).toBe('handedOver');
    expect(stateAfter(at('vehicle', 'loaded'), 'relay', true)).toBe('handedOver');
  });

  it('once delivered stays delivered, whoever carries it on to its household', () => {
    expect(takersOf('dropPoint', 'delivered')).toEqual(['vehicle:delivered', 'rider:delivered', 'household:delivered']);
    expect(takersOf('gate', 'delivered')).toEqual(['vehicle:delivered', 'rider:delivered', 'household:delivered']);
    expect(takersOf('rider', 'delivered')).toEqual(['gate:delivered', 'dropPoint:delivered', 'household:delivered']);
    expect(takersOf('vehicle', 'delivered')).toEqual(['gate:delivered', 'dropPoint:delivered', 'household:delivered']);
  });

  it('with its household, lost or returned is taken by nobody', () => {
    for (const state of boxStates) expect(takersOf('household', state)).toEqual([]);
    for (const kind of custodianKinds)
      for (const state of ['lost', 'returned'] as const) expect(takersOf(kind, state)).toEqual([]);
    for (const kind of ['warehouse', 'relay', 'riderBase'] as const) expect(takersOf(kind, 'delivered')).toEqual([]);
    expect(takersOf('dropPoint', 'handedOver')).toEqual([]);
  });

  it('is given only by the one who has it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...custodianKinds),
        fc.constantFrom(...custodianKinds),
        fc.constantFrom(...boxStates),
        (has, named, state) => {
          const box = at(has, state);
          const refusal = refusalOf(handOver({ box, from: who(named, 'someone else'), to: who('rider') }));
          expect(refusal.code).toBe('boxNotHere');
          expect(refusal.details).toEqual({ boxId: 'b1', custodian: who(has), named: who(named, 'someone else') });
        },
      ),
    );
    const sameIdOtherKind = handOver({ box: at('gate', 'handedOver'), from: who('relay', 'gate'), to: who('rider') });
    expect(refusalOf(sameIdOtherKind).code).toBe('boxNotHere');
  });

  it('given to the one who has it is done already', () => {
    const refusal = refusalOf(pass(at('rider', 'loaded'), who('rider')));
    expect([refusal.code, refusal.details]).toEqual(['alreadyDone', { noun: 'box b1', custodian: who('rider') }]);
  });

  it('is never given to another household', () => {
    for (const [kind, state] of [
      ['rider', 'loaded'],
      ['dropPoint', 'delivered'],
    ] as const) {
      const refusal = refusalOf(pass(at(kind, state), who('household', 'neighbour')));
      expect([refusal.code, refusal.details]).toEqual([
        'wrongHousehold',
        { boxId: 'b1', to: who('household', 'neighbour') },
      ]);
    }
  });

  it('a refusal names both and who would be allowed', () => {
    const refusal = refusalOf(pass(at('relay', 'handedOver'), who('household')));
    expect([refusal.code, refusal.details]).toEqual([
      'handOverNotAllowed',
      { boxId: 'b1', from: 'relay', to: 'household', allowed: ['vehicle', 'rider'] },
    ]);
  });

  it('the taker has it afterwards', () => {
    expect(pass(at('warehouse', 'packed'), who('vehicle', 'van 3'))).toEqual({
      ok: true,
      value: { state: 'loaded', custodian: who('vehicle', 'van 3') },
    });
    expect(pass(at('rider', 'loaded'), who('vehicle', 'van 3'))).toEqual({
      ok: true,
      value: { state: 'loaded', custodian: who('vehicle', 'van 3') },
    });
  });
});
