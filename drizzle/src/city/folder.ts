import { z } from 'zod';
import {
  healthColours,
  jurisdictionLevels,
  needCodes,
  profiles,
  roles,
  temperatureClasses,
  travellerClasses,
  vehicleKinds,
} from '../rules/vocabulary.ts';

/** Raised when a folder of the old shape could no longer be read. */
export const FOLDER_FORMAT = 1;

/** A city's name is its folder, its slug in addresses, and (with underscores) a label in the territory tree. */
export const cityNamePattern = /^[a-z][a-z0-9-]{0,39}$/;
export const CITY_NAME_ACCEPTED = '1 to 40 lower-case letters, digits and hyphens, beginning with a letter';

const id = z.uuid();
const text = z.string().min(1).max(200);
const point = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).readonly();
const amount = z.int().positive();
const hourOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day such as 07:30');
const phone = z.string().regex(/^\+\d{8,15}$/, 'a phone number such as +8619000000001');

const capacity = { capacityGrams: amount, capacityMillilitres: amount, capacityBoxes: amount };

/** The rows of a city folder, one schema for each NDJSON file. The loader reads them in this order. */
export const folderRows = {
  jurisdictions: z.strictObject({
    id,
    path: z
      .string()
      .regex(/^[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*$/, 'labels of letters, digits and underscore, joined by dots'),
    level: z.enum(jurisdictionLevels),
    nameZh: text,
    nameEn: text,
    point: point.optional(),
  }),
  people: z.strictObject({ id, name: text, phone }),
  accounts: z.strictObject({ id, personId: id, phone }),
  grants: z.strictObject({ id, accountId: id, role: z.enum(roles), jurisdictionId: id }),
  dropPoints: z.strictObject({ id, communityId: id, nameZh: text, nameEn: text, point, leaderAccountId: id }),
  households: z.strictObject({
    id,
    buildingId: id,
    communityId: id,
    dropPointId: id,
    unit: text,
    people: z.int().min(1).max(50),
    needs: z.array(z.enum(needCodes)),
    homeQuarantine: z.boolean(),
    accountId: id,
  }),
  gates: z.strictObject({ id, communityId: id, nameZh: text, point, innerPoint: point }),
  warehouses: z.strictObject({
    id,
    jurisdictionId: id,
    level: z.enum(['subdistrict', 'district']),
    nameZh: text,
    nameEn: text,
    point,
  }),
  riderBases: z.strictObject({
    id,
    jurisdictionId: id,
    nameZh: text,
    nameEn: text,
    point,
    profile: z.enum(profiles),
    piece: z.int().nonnegative(),
  }),
  skus: z.strictObject({
    id,
    code: text,
    nameZh: text,
    nameEn: text,
    grams: amount,
    millilitres: amount,
    temperatureClass: z.enum(temperatureClasses),
    priceCeilingFen: z.int().nonnegative(),
    quotaPerWeek: amount,
  }),
  balances: z.strictObject({ skuId: id, warehouseId: id, onHand: z.int().nonnegative() }),
  vehicles: z.strictObject({
    id,
    code: text,
    kind: z.enum(vehicleKinds),
    travellerClass: z.enum(travellerClasses),
    profile: z.enum(profiles),
    homeWarehouseId: id,
    ...capacity,
    dutyS: amount,
  }),
  riders: z.strictObject({
    id,
    personId: id,
    accountId: id,
    travellerClass: z.enum(travellerClasses),
    profile: z.enum(profiles),
    baseId: id.optional(),
    homeBuildingId: id.optional(),
    vehicleId: id.optional(),
    ...capacity,
  }),
  shifts: z.strictObject({ id, riderId: id.optional(), vehicleId: id.optional(), from: hourOfDay, to: hourOfDay }),
  /** Hours count from the midnight that opens the city's first day: `…BeforeH` back from it, `…ForH` on from it. */
  health: z.strictObject({
    id,
    riderId: id,
    colour: z.enum(healthColours),
    colourBeforeH: z.number().nonnegative(),
    colourForH: z.number(),
    testedBeforeH: z.number(),
  }),
  streets: z.strictObject({
    wayId: z.int(),
    nameZh: z.string().max(200),
    highway: text,
    oneway: z.enum(['both', 'forward', 'backward']),
    car: z.boolean(),
    ebike: z.boolean(),
    foot: z.boolean(),
    nodes: z.array(z.int()).min(2),
    line: z.array(point).min(2),
  }),
} as const;

export type FolderRowKind = keyof typeof folderRows;
export type FolderRow<Kind extends FolderRowKind> = z.infer<(typeof folderRows)[Kind]>;
/** All rows of a city, by kind. */
export type CityRows = { readonly [Kind in FolderRowKind]: readonly FolderRow<Kind>[] };

export const folderRowKinds: readonly FolderRowKind[] = z.array(z.enum(keysOf(folderRows))).parse(keysOf(folderRows));

export const STREETS_FILE = 'streets.osm.pbf';
export const MANIFEST_FILE = 'manifest.json';

/** The NDJSON file of a kind of row: `riderBases` → `rider-bases.ndjson`. */
export function rowsFile(kind: FolderRowKind): string {
  return `${kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ndjson`;
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 hexadecimal digits');

export const manifestSchema = z.strictObject({
  format: z.literal(FOLDER_FORMAT),
  name: z.string().regex(cityNamePattern, CITY_NAME_ACCEPTED),
  nameZh: text,
  nameEn: text,
  timeZone: text,
  seed: z.int(),
  /** What the streets were made from, for people: `generated` or a file's name and its SHA-256. */
  source: text,
  /** The notice that must be shown with the streets, if their licence asks for one. */
  attribution: z.string().max(200),
  /** [west, south, east, north] in degrees. */
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** What the maker left out or warns of, one sentence each. */
  notes: z.array(z.string()),
  counts: z.record(z.string(), z.int().nonnegative()),
  hashes: z.record(z.string(), sha256),
});
export type Manifest = z.infer<typeof manifestSchema>;

function keysOf<T extends object>(value: T): [keyof T & string, ...(keyof T & string)[]] {
  return Object.keys(value) as [keyof T & string, ...(keyof T & string)[]];
}
