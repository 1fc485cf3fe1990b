import type { Order } from '../../../shared/api/types.ts';

export type StepName = 'placed' | 'packed' | 'planned' | 'loaded' | 'handedOver' | 'delivered' | 'collected';

export interface Step {
  readonly name: StepName;
  readonly is: 'done' | 'now' | 'ahead';
  readonly at?: string | undefined;
}

/** Only what is known: a step is done when the order says so, and a time is shown only where one was recorded. */
export function timeline(order: Order): Step[] {
  if (order.state === 'cancelled' || order.state === 'unserved') return [];
  const reached = reachedSteps(order);
  const names = stepsOf(order);
  const nowIndex = names.findIndex((name) => !reached.has(name));
  return names.map((name, index) => ({
    name,
    is: reached.has(name) ? 'done' : index === nowIndex ? 'now' : 'ahead',
    at: name === 'placed' ? order.placedAt : name === 'delivered' ? order.deliveredAt : undefined,
  }));
}

/** Boxes change hands at a gate only on the way to a door; what comes to the door itself nobody collects. */
function stepsOf({ serviceMode, state }: Order): StepName[] {
  const passesGate = serviceMode === 'door' || state === 'handedOver';
  return [
    'placed',
    'packed',
    'planned',
    'loaded',
    ...(passesGate ? (['handedOver'] as const) : []),
    'delivered',
    ...(serviceMode === 'door' ? [] : (['collected'] as const)),
  ];
}

const ranks: Readonly<Partial<Record<Order['state'], number>>> = {
  placed: 0,
  planned: 2,
  loaded: 3,
  handedOver: 4,
  delivered: 5,
  partlyDelivered: 5,
};
const allSteps: readonly StepName[] = ['placed', 'packed', 'planned', 'loaded', 'handedOver', 'delivered'];

function reachedSteps({ state, boxes }: Order): ReadonlySet<StepName> {
  const reached = new Set(allSteps.slice(0, (ranks[state] ?? 0) + 1));
  if (boxes.length > 0) reached.add('packed');
  if (boxes.length > 0 && boxes.every(({ collected }) => collected)) reached.add('collected');
  return reached;
}

/** Stock and boxes are bound to the warehouse until a box has left it. */
export function canCancel({ state, boxes }: Pick<Order, 'state' | 'boxes'>): boolean {
  return (state === 'placed' || state === 'planned') && boxes.every((box) => box.state === 'packed');
}
