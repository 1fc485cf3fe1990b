import { useEffect, useEffectEvent, useState } from 'react';

/** Names of the counter's events that some window acts on; `snapshot` says: read everything again. */
const eventNames = [
  'order.placed.v1',
  'order.cancelled.v1',
  'boxes.packed.v1',
  'stock.received.v1',
  'zone.declared.v1',
  'zone.withdrawn.v1',
  'law.changed.v1',
  'health.changed.v1',
  'wave.due.v1',
  'route.assigned.v1',
  'route.changed.v1',
  'stop.done.v1',
  'boxes.waiting.v1',
  'day.closed.v1',
  'snapshot',
] as const;
export type LiveName = (typeof eventNames)[number];

export interface LiveEvent {
  readonly name: LiveName;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** While the stream is lost, queries are asked again this often. */
export const POLL_MS = 15_000;

/** Listens to what happens. `false` while the stream is lost; the browser takes it up again by itself. */
export function useLive(onEvent: (event: LiveEvent) => void): boolean {
  const [isLive, setLive] = useState(false);
  const handle = useEffectEvent(onEvent);
  useEffect(() => {
    const source = new EventSource('/v1/events');
    let wasLost = false;
    source.onopen = () => {
      setLive(true);
      if (wasLost) handle({ name: 'snapshot', payload: {} });
    };
    source.onerror = () => {
      wasLost = true;
      setLive(false);
    };
    for (const name of eventNames) {
      source.addEventListener(name, ({ data }) => handle({ name, payload: JSON.parse(data) }));
    }
    return () => source.close();
  }, []);
  return isLive;
}
