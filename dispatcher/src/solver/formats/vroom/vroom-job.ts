import { InvariantError } from '@baogong/drizzle/rules/refusal';
import { checkWhole, checkWholes, checkWindow, type Fields, refuseUnknown } from './vroom-fields.ts';

export interface VroomJob {
  readonly id: number;
  readonly description?: string;
  readonly location_index: number;
  readonly service?: number;
  readonly delivery?: readonly number[];
  readonly skills?: readonly number[];
  readonly priority?: number;
  readonly time_windows?: readonly (readonly [number, number])[];
}

const known = [
  ...['id', 'description', 'location', 'location_index', 'service', 'delivery', 'amount', 'skills', 'priority'],
  'time_windows',
];
/** As VROOM has it. */
const priorityMax = 100;

export function readVroomJob(name: string, job: Fields, places: number): VroomJob {
  refuseUnknown(`${name}.`, job, known);
  checkWhole(`${name}.id`, job.id);
  checkWhole(`${name}.location_index`, job.location_index, places - 1);
  checkWhole(`${name}.service`, job.service ?? 0);
  checkWhole(`${name}.priority`, job.priority ?? 0, priorityMax);
  checkWholes(`${name}.skills`, job.skills);
  // `amount` is the name that `delivery` had before version 1.3.
  const delivery = job.delivery ?? job.amount;
  checkWholes(`${name}.${job.delivery === undefined ? 'amount' : 'delivery'}`, delivery);
  checkWindows(`${name}.time_windows`, job.time_windows ?? []);
  // Each field of the interface was checked above.
  return { ...job, delivery } as unknown as VroomJob;
}

function checkWindows(name: string, windows: unknown): void {
  if (!Array.isArray(windows)) throw new InvariantError(`${name} is no list; accepted is a list of pairs of seconds`);
  windows.forEach((window, index) => {
    checkWindow(`${name}[${index}]`, window);
    if (index > 0 && window[0] <= windows[index - 1][1])
      throw new InvariantError(
        `${name}[${index}] begins at ${window[0]}; accepted are rising windows that do not touch`,
      );
  });
}
