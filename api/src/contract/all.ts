import {
  arriveLeg,
  deliverStop,
  departLeg,
  failStop,
  listCourierRoutes,
  reportPositions,
  takeTrip,
} from './courier.ts';
import { closeDay } from './days.ts';
import { streamEvents } from './events.ts';
import { healthz, readyz } from './health.ts';
import { reportHealth } from './health-facts.ts';
import { readHome, readShelf } from './home.ts';
import { askCode, openLink, readMe, signIn, signOut } from './identity.ts';
import { readFleet, readMap, readTile } from './map.ts';
import { cancelOrder, listOrders, placeOrder, readOrder } from './orders.ts';
import { readOverview } from './overview.ts';
import { collectOrder } from './pickups.ts';
import { listRoutes, readRoute } from './routes.ts';
import { advanceClock, mintSessions, readClock, readWorld } from './simulation.ts';
import { packOrders, readBalances, receiveStock } from './warehouses.ts';
import { listDeadLetters, listWaves, requestWave } from './waves.ts';
import { declareZone, liftZone, listZones, readZone, withdrawZone } from './zones.ts';

/** Every route that the system answers. */
export const contract = {
  healthz,
  readyz,
  askCode,
  signIn,
  openLink,
  signOut,
  readMe,
  readHome,
  readShelf,
  placeOrder,
  listOrders,
  readOrder,
  cancelOrder,
  readBalances,
  receiveStock,
  packOrders,
  listCourierRoutes,
  takeTrip,
  departLeg,
  reportPositions,
  arriveLeg,
  deliverStop,
  failStop,
  collectOrder,
  reportHealth,
  declareZone,
  liftZone,
  withdrawZone,
  listZones,
  readZone,
  readMap,
  readFleet,
  readTile,
  listRoutes,
  readRoute,
  readOverview,
  requestWave,
  listDeadLetters,
  listWaves,
  closeDay,
  streamEvents,
  readClock,
  advanceClock,
  mintSessions,
  readWorld,
} as const;
