import { z } from 'zod';

/** Values that several nouns share. Bounds are part of the contract: nothing without a maximum comes in. */

export const id = z.uuid().meta({ description: 'UUID', example: '01939d70-0000-7000-8000-000000000001' });

export const instant = z.iso
  .datetime({ offset: true })
  .meta({ description: 'Instant in ISO 8601 with offset', example: '2022-04-01T08:00:00.000Z' });

export const civilDay = z.iso.date().meta({ description: "Day in the city's time zone", example: '2022-04-01' });

export const lngLat = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .meta({ id: 'LngLat', description: 'WGS-84 position, longitude first', example: [114.03, 22.53] });

export const count = z.int().min(0);

const RING_POSITIONS_MAX = 5000;
const RINGS_MAX = 50;
const POLYGONS_MAX = 50;
const ring = z.array(lngLat).min(4).max(RING_POSITIONS_MAX);
const polygonCoordinates = z.array(ring).min(1).max(RINGS_MAX);

export const polygon = z
  .strictObject({ type: z.literal('Polygon'), coordinates: polygonCoordinates })
  .meta({ id: 'Polygon' });

export const multiPolygon = z
  .strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(polygonCoordinates).min(1).max(POLYGONS_MAX) })
  .meta({ id: 'MultiPolygon' });

export const idParams = z.strictObject({ id });

/** Every POST that changes the world names its key; repeating it gives the stored answer and changes nothing. */
export const idempotencyHeader = z.object({
  'Idempotency-Key': z.uuid().meta({ description: 'One UUID per intent; a repeat gets the first answer again' }),
});

export const cursor = z.string().min(1).max(200).meta({ description: '`next` of the page before' });

/** Numbers in a query arrive as text. */
export function queryInt({ min, max }: { min: number; max: number }) {
  return z.coerce.number().int().min(min).max(max);
}
