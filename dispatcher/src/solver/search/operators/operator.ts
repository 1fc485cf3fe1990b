import type { Model } from '../model.ts';
import type { Plan } from '../plan.ts';

/** One kind of move. `improve` tries it around one planned job and carries out the best one that lowers the plan's cost. */
export interface Operator {
  readonly name: string;
  readonly improve: (model: Model, plan: Plan, job: number) => boolean;
}
