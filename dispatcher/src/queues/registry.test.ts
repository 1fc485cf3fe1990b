import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bindJob, defineJob } from './define-job.ts';
import { jobRegistry } from './registry.ts';

const job = (name: string) =>
  defineJob({ name, queue: 'upkeep', payload: z.strictObject({}), attemptsMax: 1, backoffMs: 1, timeoutMs: 1 });
const idle = async () => undefined;

describe('job registry', () => {
  const sweep = job('sweep');
  const plan = job('plan');

  it('does not boot with a job that nobody processes', () => {
    expect(() => jobRegistry([sweep, plan], [bindJob(sweep, idle)])).toThrow('job plan: no processor');
  });

  it('does not boot with a processor of a job that is not defined', () => {
    expect(() => jobRegistry([sweep], [bindJob(sweep, idle), bindJob(plan, idle)])).toThrow('processor of plan');
  });

  it('does not boot with two processors of one job', () => {
    expect(() => jobRegistry([sweep], [bindJob(sweep, idle), bindJob(sweep, idle)])).toThrow('two processors');
  });
});
