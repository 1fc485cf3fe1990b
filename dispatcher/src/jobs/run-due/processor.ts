import { bindJob } from '../../queues/define-job.ts';
import { runDueJob } from './job.ts';
import { type Due, runDue } from './run-due.ts';

export function runDueProcessor(due: Due) {
  return bindJob(runDueJob, () => runDue(due));
}
