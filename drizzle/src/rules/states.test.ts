import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { legStateVerdict, legTransitions } from './leg.ts';
import {
  cancelVerdict,
  type OrderFacts,
  orderStateOf,
  orderTransitions,
  orderVerdict,
  unservedReasonOf,
} from './order.ts';
import { routeTransitions, routeVerdict, tripVerdict } from './route.ts';
import { isEnd, stepVerdict, type Transitions } from './state-machine.ts';
import { stopTransitions, stopVerdict } from './stop.ts';
import { refusalOf } from './testing/refusal-of.ts';
import { unservedReasons } from './unserved-reason.ts';
import { unservedReasonTitles } from './unserved-reason-titles.ts';
import { type BoxState, boxStates, legStates, orderStates, routeStates, stopStates } from './vocabulary.ts';

const facts = (boxes: readonly BoxState[], over: Partial<OrderFacts> = {}): OrderFacts => ({
  cancelled: false,
  unservedReason: null,
  planned: false,
  boxes,
  ...over,
});
const someBoxes = fc.array(fc.constantFrom(...boxStates), { maxLength: 5 });

describe('state machines', () => {
  it('a step in the table is accepted, any other refused with what is allowed', () => {
    const transitions: Transitions<'a' | 'b' | 'c'> = { a: ['b'], b: ['c'], c: [] };
    expect(stepVerdict({ noun: 'x', transitions, from: 'a', to: 'b' })).toEqual({ ok: true, value: 'b' });
    const skipped = refusalOf(stepVerdict({ noun: 'x', transitions, from: 'a', to: 'c' }));
    expect(skipped.code).toBe('wrongState');
    expect(skipped.details).toEqual({ noun: 'x', is: 'a', wanted: 'c', allowed: ['b'] });
    const again = refusalOf(stepVerdict({ noun: 'x', transitions, from: 'b', to: 'b' }));
    expect(again.code).toBe('alreadyDone');
    expect(again.details).toEqual({ noun: 'x', is: 'b' });
    expect([isEnd(transitions, 'a'), isEnd(transitions, 'c')]).toEqual([false, true]);
  });

  it.each([
    [
      'stop',
      stopStates,
      stopTransitions,
      stopVerdict,
      'planned>arrived planned>failed planned>superseded arrived>done arrived>failed',
    ],
    ['leg', legStates, legTransitions, legStateVerdict, 'planned>driven planned>superseded'],
    [
      'route',
      routeStates,
      routeTransitions,
      routeVerdict,
      'planned>running planned>superseded running>done running>superseded running>halted halted>running halted>done halted>superseded',
    ],
    [
      'trip',
      routeStates,
      routeTransitions,
      tripVerdict,
      'planned>running planned>superseded running>done running>superseded running>halted halted>running halted>done halted>superseded',
    ],
    [
      'order',
      orderStates,
      orderTransitions,
      orderVerdict,
      'placed>planned placed>loaded placed>cancelled placed>unserved planned>placed planned>loaded planned>cancelled planned>unserved ' +
        'loaded>placed loaded>planned loaded>handedOver loaded>delivered loaded>unserved loaded>partlyDelivered ' +
        'handedOver>loaded handedOver>delivered handedOver>unserved handedOver>partlyDelivered',
    ],
  ])('a %s passes through its states in no other way', (noun, states, _, verdict, expected) => {
    const passes = verdict as (from: string, to: string) => ReturnType<typeof stopVerdict>;
    const found = (states as readonly string[]).flatMap((from) =>
      (states as readonly string[]).filter((to) => passes(from, to).ok).map((to) => `${from}>${to}`),
    );
    expect(found.sort()).toEqual(expected.split(' ').sort());
    expect(refusalOf(passes(states[0], states[0])).details.noun).toBe(noun);
  });
});

describe('order', () => {
  it('is placed, then planned, until a box leaves', () => {
    expect(orderStateOf(facts([]))).toBe('placed');
    expect(orderStateOf(facts([], { planned: true }))).toBe('planned');
    expect(orderStateOf(facts(['packed', 'packed']))).toBe('placed');
    expect(orderStateOf(facts(['packed', 'loaded'], { planned: true }))).toBe('planned');
  });

  it('then is where its least advanced box is; a held box ranks as loaded', () => {
    expect(orderStateOf(facts(['loaded', 'handedOver', 'delivered']))).toBe('loaded');
    expect(orderStateOf(facts(['held', 'delivered'], { planned: true }))).toBe('loaded');
    expect(orderStateOf(facts(['handedOver', 'delivered']))).toBe('handedOver');
    expect(orderStateOf(facts(['delivered', 'delivered']))).toBe('delivered');
    expect(orderStateOf(facts(['lost', 'handedOver']))).toBe('handedOver');
  });

  it('whose boxes have all ended is delivered, partly delivered or unserved', () => {
    expect(orderStateOf(facts(['delivered', 'returned']))).toBe('partlyDelivered');
    expect(orderStateOf(facts(['delivered', 'lost'], { planned: true }))).toBe('partlyDelivered');
    expect(orderStateOf(facts(['returned', 'returned']))).toBe('unserved');
    expect(orderStateOf(facts(['delivered'], { unservedReason: 'dayClosed' }))).toBe('delivered');
    expect(unservedReasonOf(['returned', 'lost'])).toBe('boxesLost');
    expect(unservedReasonOf(['returned'])).toBe('boxesReturned');
  });

  it('a reason or a cancellation decides before the boxes that have not ended', () => {
    expect(orderStateOf(facts(['packed'], { unservedReason: 'noCapacity', planned: true }))).toBe('unserved');
    expect(orderStateOf(facts([], { unservedReason: 'notPacked' }))).toBe('unserved');
    expect(orderStateOf(facts(['packed'], { cancelled: true, unservedReason: 'noCapacity' }))).toBe('cancelled');
  });

  it('is delivered exactly when all its boxes are', () => {
    fc.assert(
      fc.property(someBoxes, fc.boolean(), (boxes, planned) => {
        const all = boxes.length > 0 && boxes.every((box) => box === 'delivered');
        expect(orderStateOf(facts(boxes, { planned })) === 'delivered').toBe(all);
      }),
    );
  });

  it('the sequence of boxes does not matter', () => {
    fc.assert(
      fc.property(someBoxes, fc.boolean(), (boxes, planned) => {
        expect(orderStateOf(facts([...boxes].reverse(), { planned }))).toBe(orderStateOf(facts(boxes, { planned })));
      }),
    );
  });

  it('can be taken back only while all its boxes are in the warehouse', () => {
    expect(cancelVerdict(facts([]))).toEqual({ ok: true, value: 'cancelled' });
    expect(cancelVerdict(facts(['packed'], { planned: true })).ok).toBe(true);
    for (const box of boxStates.filter((state) => state !== 'packed')) {
      const refusal = refusalOf(cancelVerdict(facts(['packed', box])));
      expect(refusal.code).toBe('wrongState');
      expect(refusal.details).toMatchObject({ noun: 'order', wanted: 'cancelled', allowed: ['placed', 'planned'] });
    }
    expect(refusalOf(cancelVerdict(facts([], { unservedReason: 'noStock' }))).details.is).toBe('unserved');
    const again = refusalOf(cancelVerdict(facts(['packed'], { cancelled: true })));
    expect([again.code, again.details]).toEqual(['alreadyDone', { noun: 'order', is: 'cancelled' }]);
  });

  it('every reason for not being served has a title in both languages', () => {
    for (const reason of unservedReasons) {
      expect(unservedReasonTitles[reason].zh).toMatch(/[一-鿿]/);
      expect(unservedReasonTitles[reason].en).toMatch(/^[A-Z].*[a-z]$/);
    }
  });
});
