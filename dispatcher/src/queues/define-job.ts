import type { z } from 'zod';

/** Queues are cut by the resource they use: the solver and router, or the database alone. */
export const queueNames = ['planning', 'upkeep'] as const;
export type QueueName = (typeof queueNames)[number];

/** What a job is. Payloads are ids and versions: the processor reads the world anew. */
export interface JobDefinition<Payload = unknown> {
  /** Imperative, kebab-case: `plan-wave`. */
  readonly name: string;
  readonly queue: QueueName;
  readonly payload: z.ZodType<Payload>;
  readonly attemptsMax: number;
  readonly backoffMs: number;
  readonly timeoutMs: number;
}

export interface JobContext {
  /** Aborted when the job has run out of time. */
  readonly signal: AbortSignal;
  readonly jobId: string;
  readonly attempt: number;
}

/** A definition with its processor; the payload's type is known only inside. */
export interface BoundJob {
  readonly definition: JobDefinition;
  readonly process: (payload: unknown, context: JobContext) => Promise<void>;
}

/** A nudge: which job, for what, because of what. */
export interface JobRequest {
  readonly job: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** What caused it, an event id: the same cause nudges once. */
  readonly cause: string;
  /** Requests of one key are one job while it waits, and one more after the running one. */
  readonly coalesce?: string;
}

export function defineJob<Payload>(definition: JobDefinition<Payload>): JobDefinition<Payload> {
  return definition;
}

export function bindJob<Payload>(
  definition: JobDefinition<Payload>,
  processor: (payload: Payload, context: JobContext) => Promise<void>,
): BoundJob {
  return {
    definition,
    process: async (payload, context) => processor(definition.payload.parse(payload), context),
  };
}
