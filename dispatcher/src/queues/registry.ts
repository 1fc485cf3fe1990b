import { InvariantError } from '@baogong/drizzle/rules/refusal';
import type { BoundJob, JobDefinition } from './define-job.ts';

/** Every job by its name. */
export type JobRegistry = ReadonlyMap<string, BoundJob>;

/** Refuses to boot when a job has no processor, a processor has no job, or two share a name. */
export function jobRegistry(definitions: readonly JobDefinition[], bound: readonly BoundJob[]): JobRegistry {
  const registry = new Map<string, BoundJob>();
  for (const job of bound) {
    const { name } = job.definition;
    if (!definitions.includes(job.definition)) throw new InvariantError(`processor of ${name}: no such job is defined`);
    if (registry.has(name)) throw new InvariantError(`job ${name}: two processors`);
    registry.set(name, job);
  }
  for (const { name } of definitions) {
    if (!registry.has(name)) throw new InvariantError(`job ${name}: no processor`);
  }
  return registry;
}
