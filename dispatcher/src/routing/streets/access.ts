import type { Profile } from '@baogong/drizzle/rules/vocabulary';

/** Speeds in km/h along the way as drawn and against it; 0 where the traveller may not go. */
export interface WayAccess {
  readonly forwardKmh: number;
  readonly backwardKmh: number;
}

type Tags = Readonly<Record<string, string>>;

/** Speeds of free-flowing city traffic, near those that Valhalla assumes, so that both engines tell like times. */
const carKmh: Readonly<Record<string, number>> = {
  motorway: 80,
  motorway_link: 50,
  trunk: 65,
  trunk_link: 45,
  primary: 52,
  primary_link: 40,
  secondary: 46,
  secondary_link: 36,
  tertiary: 40,
  tertiary_link: 32,
  unclassified: 34,
  residential: 30,
  road: 30,
  living_street: 12,
  service: 18,
  track: 10,
};

const BIKE_KMH = 18;
const BIKE_SLOW_KMH = 15;
const PUSHED_BIKE_KMH = 4.5;
const bikeKmh: Readonly<Record<string, number>> = {
  ...Object.fromEntries(Object.keys(carKmh).map((highway) => [highway, BIKE_KMH])),
  motorway: 0,
  motorway_link: 0,
  living_street: BIKE_SLOW_KMH,
  service: BIKE_SLOW_KMH,
  track: BIKE_SLOW_KMH,
  cycleway: BIKE_KMH,
  path: BIKE_SLOW_KMH,
};
/** Open to a bicycle, or to a walker, only where a sign says so. */
const bikeBySign = new Set(['footway', 'pedestrian', 'bridleway']);
const walkBySign = new Set(['cycleway', 'bridleway']);
/** Made for walkers, so that an arrow on it is meant for them. */
const walkersOwn = new Set(['footway', 'steps', 'corridor']);

const WALK_KMH = 5.1;
const footKmh: Readonly<Record<string, number>> = {
  ...Object.fromEntries(Object.keys(carKmh).map((highway) => [highway, WALK_KMH])),
  motorway: 0,
  motorway_link: 0,
  path: WALK_KMH,
  footway: WALK_KMH,
  pedestrian: WALK_KMH,
  corridor: WALK_KMH,
  steps: 2.5,
};

/** Most telling key first: the first one present decides. */
const accessKeys: Readonly<Record<Profile, readonly string[]>> = {
  car: ['motorcar', 'motor_vehicle', 'vehicle', 'access'],
  ebike: ['bicycle', 'vehicle', 'access'],
  foot: ['foot', 'access'],
};

const forbidden = new Set(['no', 'agricultural', 'forestry', 'emergency', 'psv', 'bus', 'restricted', 'military']);
/** Passable for whoever has business there, but no short cut for drivers: they creep. */
const onBusiness = new Set(['private', 'destination', 'delivery', 'customers', 'permit', 'residents']);
const allowed = new Set(['yes', 'designated', 'permissive', 'official', 'dismount', ...onBusiness]);
const businessFactor: Readonly<Record<Profile, number>> = { car: 1 / 3, ebike: 2 / 3, foot: 1 };

export function wayAccess(tags: Tags, profile: Profile): WayAccess {
  const kmh = speed(tags, profile);
  if (kmh === 0) return { forwardKmh: 0, backwardKmh: 0 };
  const direction = directionOf(tags, profile);
  return { forwardKmh: direction === 'backward' ? 0 : kmh, backwardKmh: direction === 'forward' ? 0 : kmh };
}

function speed(tags: Tags, profile: Profile): number {
  const word = accessWord(tags, profile);
  if (tags.motorroad === 'yes' && profile !== 'car') return 0;
  if (word !== undefined && forbidden.has(word)) return 0;
  const factor = word !== undefined && onBusiness.has(word) ? businessFactor[profile] : 1;
  return factor * baseSpeed(tags, profile, word);
}

function baseSpeed(tags: Tags, profile: Profile, word: string | undefined): number {
  const highway = tags.highway ?? '';
  const signed = word !== undefined && allowed.has(word) && !('access' in tags && tags.access === word);
  switch (profile) {
    case 'car':
      return Math.min(carKmh[highway] ?? 0, postedKmh(tags));
    case 'ebike':
      if (bikeBySign.has(highway)) return signed ? (word === 'dismount' ? PUSHED_BIKE_KMH : BIKE_SLOW_KMH) : 0;
      return word === 'dismount' ? Math.min(bikeKmh[highway] ?? 0, PUSHED_BIKE_KMH) : (bikeKmh[highway] ?? 0);
    case 'foot':
      return footKmh[highway] ?? (signed && walkBySign.has(highway) ? WALK_KMH : 0);
  }
}

function accessWord(tags: Tags, profile: Profile): string | undefined {
  for (const key of accessKeys[profile]) {
    const word = tags[key];
    if (word !== undefined) return word;
  }
  return undefined;
}

/** Unposted or unreadable limits ("walk", "CN:urban") limit nothing here. */
function postedKmh(tags: Tags): number {
  const kmh = Number.parseFloat(tags.maxspeed ?? '');
  return kmh > 0 ? kmh : Infinity;
}

function directionOf(tags: Tags, profile: Profile): 'both' | 'forward' | 'backward' {
  switch (profile) {
    case 'foot':
      return arrow(tags['oneway:foot'] ?? (walkersOwn.has(tags.highway ?? '') ? tags.oneway : undefined)) ?? 'both';
    case 'ebike':
      if (contraflow(tags)) return 'both';
      return arrow(tags['oneway:bicycle']) ?? drivenDirection(tags);
    case 'car':
      return drivenDirection(tags);
  }
}

function drivenDirection(tags: Tags): 'both' | 'forward' | 'backward' {
  const signed = arrow(tags.oneway);
  if (signed) return signed;
  const implied = tags.junction === 'roundabout' || tags.junction === 'circular' || tags.highway === 'motorway';
  return implied ? 'forward' : 'both';
}

function arrow(word: string | undefined): 'both' | 'forward' | 'backward' | undefined {
  if (word === 'yes' || word === 'true' || word === '1') return 'forward';
  if (word === '-1' || word === 'reverse') return 'backward';
  return word === 'no' || word === 'false' || word === '0' ? 'both' : undefined;
}

function contraflow(tags: Tags): boolean {
  if (tags['oneway:bicycle'] === 'no') return true;
  return [tags.cycleway, tags['cycleway:left'], tags['cycleway:right']].some((word) => word?.startsWith('opposite'));
}
