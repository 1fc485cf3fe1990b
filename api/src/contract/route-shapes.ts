import {
  boxStates,
  legPurposes,
  legStates,
  placeKinds,
  profiles,
  routeStates,
  stopFailures,
  stopModes,
  stopStates,
  travellerClasses,
} from '@baogong/drizzle/rules/vocabulary';
import { z } from 'zod';
import { id, instant, lngLat } from './values.ts';

const place = z.object({ kind: z.enum(placeKinds), id, nameZh: z.string(), nameEn: z.string(), point: lngLat });

export const stop = z
  .object({
    id,
    seq: z.int(),
    mode: z.enum(stopModes),
    state: z.enum(stopStates),
    place,
    arrivesAt: instant.meta({ description: 'Planned' }),
    departsAt: instant.meta({ description: 'Planned' }),
    arrivedAt: instant.optional(),
    doneAt: instant.optional(),
    failure: z.enum(stopFailures).optional(),
    boxes: z.array(
      z.object({
        id,
        orderId: id,
        label: z.string(),
        state: z.enum(boxStates),
        active: z.boolean().meta({ description: 'This stop is the one that serves the box now' }),
      }),
    ),
  })
  .meta({ id: 'Stop' });

export const leg = z
  .object({
    id,
    seq: z.int(),
    status: z.enum(legStates),
    purpose: z.enum(legPurposes),
    fromKind: z.enum(placeKinds),
    toKind: z.enum(placeKinds),
    stopId: id.optional().meta({ description: 'The stop at its end' }),
    line: z.array(lngLat),
    startsAt: instant,
    endsAt: instant,
    departedAt: instant.optional(),
    arrivedAt: instant.optional(),
    lawVersion: z.int(),
    continuesId: id.optional().meta({ description: 'The piece before, where a change of law cut the leg' }),
  })
  .meta({ id: 'Leg' });

export const trip = z
  .object({
    id,
    seq: z.int(),
    state: z.enum(routeStates),
    source: place,
    departsAt: instant.meta({ description: 'Planned' }),
    returnsAt: instant.meta({ description: 'Planned' }),
    departedAt: instant.optional(),
    stops: z.array(stop),
    legs: z.array(leg),
  })
  .meta({ id: 'Trip' });

export const route = z
  .object({
    id,
    state: z.enum(routeStates),
    travellerClass: z.enum(travellerClasses),
    profile: z.enum(profiles),
    vehicleId: id.optional(),
    riderId: id.optional(),
    lawVersion: z.int(),
    trips: z.array(trip),
  })
  .meta({ id: 'Route' });

/** In lists the way itself is left out. */
export const routeSummary = route
  .extend({ trips: z.array(trip.extend({ legs: z.array(leg.omit({ line: true })) })) })
  .meta({ id: 'RouteSummary' });
