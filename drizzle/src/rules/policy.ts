import { z } from 'zod';
import { healthColours, needCodes, travellerClasses, type ZoneClass, zoneClasses } from './vocabulary.ts';

/** What a class may do in a zone of a class; `ownOnly`: only in the zone that is its own. */
const zoneRight = z.strictObject({
  enter: z.boolean(),
  cross: z.boolean(),
  serve: z.boolean(),
  ownOnly: z.boolean(),
});
export type ZoneRight = z.infer<typeof zoneRight>;

/** The health code that a duty demands: any of the colours, and a negative test no older than the window. */
const codeDemand = z.strictObject({
  colours: z.array(z.enum(healthColours)).min(1),
  testWindowHours: z
    .int()
    .min(1)
    .max(24 * 14),
});
export type CodeDemand = z.infer<typeof codeDemand>;

/** What a person does on duty; an autonomous vehicle has no body and needs no code. */
export const duties = ['mannedVehicle', 'outsideRider', 'insideCarrier'] as const;
export type Duty = (typeof duties)[number];

export const policy = z
  .strictObject({
    zoneLaw: z.record(z.enum(travellerClasses), z.record(z.enum(zoneClasses), zoneRight)),
    codeDemands: z.record(z.enum(duties), codeDemand),
    /** Duties in a sealed zone that work under another colour rule. */
    sealedCodeDemands: z.partialRecord(z.enum(duties), codeDemand),
    needsServedAtDoor: z.array(z.enum(needCodes)),
    quota: z.strictObject({ period: z.enum(['day', 'week']), unitsDefault: z.int().min(1).max(1_000) }),
    limits: z.strictObject({
      unitsPerLineMax: z.int().min(1).max(10_000),
      linesPerOrderMax: z.int().min(1).max(200),
    }),
    deliveryHoursPromised: z.int().min(1).max(48),
    forbiddenCrossingM: z.int().min(0).max(100),
    leave: z.strictObject({ pastBoundaryM: z.int().min(1).max(500), minutesMax: z.int().min(1).max(240) }),
  })
  .readonly();
export type Policy = z.infer<typeof policy>;

const nothing: ZoneRight = { enter: false, cross: false, serve: false, ownOnly: false };
const everything: ZoneRight = { enter: true, cross: true, serve: true, ownOnly: false };
const everythingInOwn: ZoneRight = { ...everything, ownOnly: true };

function law(sealed: ZoneRight, restricted: ZoneRight, precaution: ZoneRight): Record<ZoneClass, ZoneRight> {
  return { sealed, restricted, precaution };
}

const enterAndServe: ZoneRight = { ...everything, cross: false };

/** The law that a new city starts under. */
export const firstPolicy: Policy = {
  zoneLaw: {
    mannedVehicle: law(nothing, nothing, everything),
    autonomousVehicle: law(enterAndServe, enterAndServe, everything),
    outsideRider: law(nothing, nothing, everything),
    insideCarrier: law(everythingInOwn, everythingInOwn, everything),
    resident: law(nothing, { ...everythingInOwn, serve: false }, everything),
  },
  codeDemands: {
    mannedVehicle: { colours: ['green'], testWindowHours: 48 },
    outsideRider: { colours: ['green'], testWindowHours: 48 },
    insideCarrier: { colours: ['green'], testWindowHours: 48 },
  },
  sealedCodeDemands: { insideCarrier: { colours: ['green', 'yellow'], testWindowHours: 48 } },
  needsServedAtDoor: ['infant', 'dialysis', 'disability'],
  quota: { period: 'week', unitsDefault: 5 },
  limits: { unitsPerLineMax: 100, linesPerOrderMax: 40 },
  deliveryHoursPromised: 5,
  forbiddenCrossingM: 15,
  leave: { pastBoundaryM: 50, minutesMax: 30 },
};
