import type { LocalStack } from '../../serve/local/local-stack.ts';

export const victimKinds = ['api', 'dispatcher', 'redis', 'postgres'] as const;
export type VictimKind = (typeof victimKinds)[number];

export interface Moment {
  /** Kills of this kind so far. */
  readonly nth: number;
  /** The process that is planning the wave. */
  readonly planner: string;
}

/** The process that is killed: of the dispatchers the one whose plan it hurts, of the counters each in turn. */
export function victimOf({ processes }: Pick<LocalStack, 'processes'>, kind: VictimKind, { nth, planner }: Moment) {
  const counters = [...processes.keys()].filter((name) => name.startsWith('api-'));
  const names: Record<VictimKind, string | undefined> = {
    api: counters[nth % counters.length],
    dispatcher: planner,
    redis: 'redis',
    postgres: 'postgres',
  };
  const victim = processes.get(names[kind] ?? '');
  if (!victim)
    throw new RangeError(`${kind}: ${names[kind] ?? 'no such process'} is not one of ${[...processes.keys()]}`);
  return victim;
}
