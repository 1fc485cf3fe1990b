import { z } from 'zod';

/** Why an order or a stop is not served. Law, network, people, stock and time are told apart. */
export const unservedReasons = [
  'noStock',
  'noLawfulTraveller',
  'noTravellerCanReach',
  'noTravellerOnShift',
  'noValidHealthCode',
  'noCapacity',
  'notEnoughTime',
  'noGate',
  'notPacked',
  'boxesReturned',
  'boxesLost',
  'dayClosed',
] as const;
export const unservedReason = z.enum(unservedReasons);
export type UnservedReason = z.infer<typeof unservedReason>;
