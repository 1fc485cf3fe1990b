import { z } from 'zod';

const id = z.uuid();
const day = z.iso.date();
const version = z.int().positive();

/**
 * Everything that happens and that another part of the system may have to act on: `noun.happened.v1`. Payloads are ids and
 * facts, never personal data. A changed payload is a new version beside the old one, because rows of the old one may wait.
 */
export const eventPayloads = {
  'order.placed.v1': z.strictObject({ orderId: id, warehouseId: id, deliveryDay: day }),
  'order.cancelled.v1': z.strictObject({ orderId: id }),
  'boxes.packed.v1': z.strictObject({ warehouseId: id, orders: z.int().nonnegative(), boxes: z.int().nonnegative() }),
  'stock.received.v1': z.strictObject({ warehouseId: id, skuIds: z.array(id) }),
  'zone.declared.v1': z.strictObject({ zoneId: id }),
  'zone.withdrawn.v1': z.strictObject({ zoneId: id }),
  'law.changed.v1': z.strictObject({ cityId: id, lawVersion: version }),
  'health.changed.v1': z.strictObject({ riderId: id }),
  'wave.due.v1': z.strictObject({ waveId: id }),
  'route.assigned.v1': z.strictObject({ routeId: id }),
  'route.changed.v1': z.strictObject({ routeId: id }),
  'stop.done.v1': z.strictObject({ stopId: id }),
  'boxes.waiting.v1': z.strictObject({ cityId: id }),
  'day.closed.v1': z.strictObject({ day, carried: z.int().nonnegative(), unserved: z.int().nonnegative() }),
} as const;

export type EventName = keyof typeof eventPayloads;
export type EventPayload<Name extends EventName> = z.infer<(typeof eventPayloads)[Name]>;

/** One thing that happened in a city. */
export type DomainEvent = {
  [Name in EventName]: { readonly name: Name; readonly cityId: string; readonly payload: EventPayload<Name> };
}[EventName];

/** A row of the outbox as an event again; a name or payload that nobody knows is an error, not something to skip. */
export function parseEvent(row: {
  readonly name: string;
  readonly cityId: string;
  readonly payload: unknown;
}): DomainEvent {
  if (!isEventName(row.name)) throw new TypeError(`event name "${row.name}": one of ${eventNames.join(', ')} expected`);
  return asEvent(row.name, row.cityId, eventPayloads[row.name].parse(row.payload));
}

const eventNames = Object.keys(eventPayloads);

function isEventName(name: string): name is EventName {
  return Object.hasOwn(eventPayloads, name);
}

/** The payload has been parsed by the very schema of `name`, which the compiler cannot follow through the index. */
function asEvent(name: EventName, cityId: string, payload: EventPayload<EventName>): DomainEvent {
  return { name, cityId, payload } as DomainEvent;
}
