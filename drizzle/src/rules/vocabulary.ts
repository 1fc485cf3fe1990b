/** The closed lists of words that rows, contracts and rules share. Meanings: docs/glossary.md. */

export const roles = [
  'resident',
  'groupLeader',
  'gridWorker',
  'rider',
  'warehouseClerk',
  'gateKeeper',
  'commander',
  'auditor',
  'administrator',
  'integration',
] as const;
export type Role = (typeof roles)[number];

export const jurisdictionLevels = [
  'country',
  'province',
  'city',
  'district',
  'subdistrict',
  'community',
  'grid',
  'building',
  'unit',
] as const;
export type JurisdictionLevel = (typeof jurisdictionLevels)[number];

export const zoneClasses = ['sealed', 'restricted', 'precaution'] as const;
export type ZoneClass = (typeof zoneClasses)[number];

export const travellerClasses = [
  'mannedVehicle',
  'autonomousVehicle',
  'outsideRider',
  'insideCarrier',
  'resident',
] as const;
export type TravellerClass = (typeof travellerClasses)[number];

export const profiles = ['car', 'ebike', 'foot'] as const;
export type Profile = (typeof profiles)[number];

export const vehicleKinds = ['lightTruck', 'smallVan', 'mannedVan'] as const;
export type VehicleKind = (typeof vehicleKinds)[number];

export const serviceModes = ['door', 'gate', 'staggered', 'self'] as const;
export type ServiceMode = (typeof serviceModes)[number];

/** What happens at a stop: boxes are delivered in a service mode, or passed on to the next level. */
export const stopModes = [...serviceModes, 'handOver'] as const;
export type StopMode = (typeof stopModes)[number];

export const placeKinds = ['warehouse', 'riderBase', 'dropPoint', 'gate', 'relay', 'building', 'spot'] as const;
export type PlaceKind = (typeof placeKinds)[number];

export const custodianKinds = [
  'warehouse',
  'vehicle',
  'rider',
  'gate',
  'relay',
  'riderBase',
  'dropPoint',
  'household',
] as const;
export type CustodianKind = (typeof custodianKinds)[number];

export const boxStates = ['packed', 'loaded', 'handedOver', 'delivered', 'held', 'returned', 'lost'] as const;
export type BoxState = (typeof boxStates)[number];

export const orderStates = [
  'placed',
  'planned',
  'loaded',
  'handedOver',
  'delivered',
  'cancelled',
  'unserved',
  'partlyDelivered',
] as const;
export type OrderState = (typeof orderStates)[number];

export const stopStates = ['planned', 'arrived', 'done', 'failed', 'superseded'] as const;
export type StopState = (typeof stopStates)[number];

export const legStates = ['planned', 'driven', 'superseded'] as const;
export type LegState = (typeof legStates)[number];

export const legPurposes = ['supply', 'return', 'leave'] as const;
export type LegPurpose = (typeof legPurposes)[number];

export const routeStates = ['planned', 'running', 'done', 'superseded', 'halted'] as const;
export type RouteState = (typeof routeStates)[number];

export const ledgerKinds = ['receive', 'pending', 'post', 'void', 'transfer', 'loss', 'return'] as const;
export type LedgerKind = (typeof ledgerKinds)[number];

export const healthColours = ['green', 'yellow', 'red'] as const;
export type HealthColour = (typeof healthColours)[number];

export const temperatureClasses = ['ambient', 'chilled', 'frozen'] as const;
export type TemperatureClass = (typeof temperatureClasses)[number];

/** Needs that a household has declared and that change its service mode. */
export const needCodes = ['infant', 'dialysis', 'disability'] as const;
export type NeedCode = (typeof needCodes)[number];

/** Why a stop could not be done. */
export const stopFailures = ['noAccess', 'pointClosed', 'damaged', 'unsafe', 'healthCode', 'refused'] as const;
export type StopFailure = (typeof stopFailures)[number];
