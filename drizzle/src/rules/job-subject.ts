import { z } from 'zod';

/** What a job's payload names, where it names something of a city. */
export const jobSubject = z.union([
  z.looseObject({ waveId: z.uuid() }).transform(({ waveId: id }) => ({ kind: 'wave' as const, id })),
  z.looseObject({ riderId: z.uuid() }).transform(({ riderId: id }) => ({ kind: 'rider' as const, id })),
]);
