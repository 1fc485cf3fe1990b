import { type Custodian, sameCustodian } from './custodian.ts';
import type { Id } from './ids.ts';
import type { Verdict } from './refusal.ts';
import { stepVerdict, type Transitions } from './state-machine.ts';
import { accepted, refused } from './verdict.ts';
import type { BoxState, CustodianKind } from './vocabulary.ts';

/** A box that a second traveller takes from a gate is loaded again; a held one is loaded again by whoever takes it. */
export const boxTransitions: Transitions<BoxState> = {
  packed: ['loaded', 'returned', 'lost'],
  loaded: ['handedOver', 'delivered', 'held', 'returned', 'lost'],
  handedOver: ['loaded', 'delivered', 'returned', 'lost'],
  held: ['loaded', 'handedOver', 'returned', 'lost'],
  delivered: [],
  returned: [],
  lost: [],
};

export interface BoxFacts {
  readonly id: Id;
  readonly state: BoxState;
  readonly custodian: Custodian;
  readonly householdId: Id;
}

export function boxVerdict(box: Pick<BoxFacts, 'id' | 'state'>, to: BoxState): Verdict<BoxState> {
  return stepVerdict({ noun: `box ${box.id}`, transitions: boxTransitions, from: box.state, to });
}

/** Who may take a box from whom while it is under way. */
const takers: Readonly<Record<CustodianKind, readonly CustodianKind[]>> = {
  warehouse: ['vehicle', 'rider'],
  vehicle: ['warehouse', 'vehicle', 'rider', 'gate', 'relay', 'riderBase', 'dropPoint', 'household'],
  rider: ['warehouse', 'vehicle', 'rider', 'gate', 'relay', 'riderBase', 'dropPoint', 'household'],
  gate: ['vehicle', 'rider', 'household'],
  relay: ['vehicle', 'rider'],
  riderBase: ['vehicle', 'rider'],
  dropPoint: [],
  household: [],
};

/** Who may take a delivered box: its household, or a carrier on the way there from a drop point or gate, custody only. */
const takersOfDelivered: Readonly<Record<CustodianKind, readonly CustodianKind[]>> = {
  warehouse: [],
  vehicle: ['household', 'dropPoint', 'gate'],
  rider: ['household', 'dropPoint', 'gate'],
  gate: ['household', 'rider', 'vehicle'],
  relay: [],
  riderBase: [],
  dropPoint: ['household', 'rider', 'vehicle'],
  household: [],
};

export interface HandOver {
  readonly box: BoxFacts;
  readonly from: Custodian;
  readonly to: Custodian;
  /** The service mode names the gate itself as the place of delivery. */
  readonly deliversAtGate?: boolean;
}

/** May this box pass from one custodian to the other, and what is it afterwards? A box has exactly one custodian. */
export function handOver(change: HandOver): Verdict<Pick<BoxFacts, 'state' | 'custodian'>> {
  const { box, from, to } = change;
  if (!sameCustodian(box.custodian, from)) {
    return refused('boxNotHere', { boxId: box.id, custodian: box.custodian, named: from });
  }
  if (sameCustodian(from, to)) return refused('alreadyDone', { noun: `box ${box.id}`, custodian: to });
  if (to.kind === 'household' && to.id !== box.householdId) return refused('wrongHousehold', { boxId: box.id, to });

  const allowed = (box.state === 'delivered' ? takersOfDelivered : takers)[from.kind];
  if (!allowed.includes(to.kind)) {
    return refused('handOverNotAllowed', { boxId: box.id, from: from.kind, to: to.kind, allowed });
  }

  const state = stateAfter(change);
  if (state === box.state && (state === 'delivered' || state === 'loaded')) return accepted({ state, custodian: to });

  const step = boxVerdict(box, state);
  return step.ok ? accepted({ state, custodian: to }) : step;
}

function stateAfter({ box, to, deliversAtGate }: HandOver): BoxState {
  if (box.state === 'delivered') return 'delivered';
  switch (to.kind) {
    case 'vehicle':
    case 'rider':
      return 'loaded';
    case 'gate':
      return deliversAtGate ? 'delivered' : 'handedOver';
    case 'relay':
    case 'riderBase':
      return 'handedOver';
    case 'dropPoint':
    case 'household':
      return 'delivered';
    case 'warehouse':
      return 'returned';
  }
}
