import { boxPlants } from './boxes.ts';
import { drivePlants } from './drives.ts';
import { handoverPlants } from './handovers.ts';
import { ledgerPlants } from './ledger.ts';
import type { Plant } from './plant.ts';

/** At least one fault for each word that `verify` has for one. */
export const plants: readonly Plant[] = [...boxPlants, ...ledgerPlants, ...handoverPlants, ...drivePlants];
