import { createHash } from 'node:crypto';
import type { FolderRow, FolderRowKind } from '@baogong/drizzle/city/folder';
import { derivedId } from '@baogong/drizzle/rules/derived-id';
import type { Id } from '@baogong/drizzle/rules/ids';
import type { Role } from '@baogong/drizzle/rules/vocabulary';
import { personName } from './person-names.ts';
import { type CityRandom, randomStream } from './random.ts';

type MutableRows = { [Kind in FolderRowKind]: FolderRow<Kind>[] };

export interface Enrolled {
  readonly personId: Id;
  readonly accountId: Id;
}

/** The rows of a city while they are made: hands out ids and enrols people. */
export interface Registry {
  readonly rows: MutableRows;
  random(label: string): CityRandom;
  id(kind: FolderRowKind): Id;
  /** A new person with an account and one role at a place in the tree. */
  enrol(role: Role, jurisdictionId: Id): Enrolled;
}

export function openRegistry(city: string, seed: number): Registry {
  const counters = new Map<FolderRowKind, number>();
  const rows: MutableRows = {
    jurisdictions: [],
    people: [],
    accounts: [],
    grants: [],
    dropPoints: [],
    households: [],
    gates: [],
    warehouses: [],
    riderBases: [],
    skus: [],
    balances: [],
    vehicles: [],
    riders: [],
    shifts: [],
    health: [],
    streets: [],
  };
  const random = (label: string) => randomStream(seed, `${city}/${label}`);
  const nameRandom = random('names');
  const phoneBlock = phoneBlockOf(city);

  const id = (kind: FolderRowKind) => {
    const ordinal = counters.get(kind) ?? 0;
    counters.set(kind, ordinal + 1);
    return derivedId(`city ${city} ${seed}`, kind, ordinal);
  };
  return {
    rows,
    random,
    id,
    enrol(role, jurisdictionId) {
      const personId = id('people');
      const accountId = id('accounts');
      const phone = `+8619${phoneBlock}${String(rows.people.length).padStart(6, '0')}`;
      rows.people.push({ id: personId, name: personName(nameRandom), phone });
      rows.accounts.push({ id: accountId, personId, phone });
      rows.grants.push({ id: id('grants'), accountId, role, jurisdictionId });
      return { personId, accountId };
    },
  };
}

/** Three digits that keep the phone numbers of two cities in one database apart. */
function phoneBlockOf(city: string): string {
  const block = createHash('sha256').update(city).digest().readUInt32BE(0) % 1000;
  return String(block).padStart(3, '0');
}
