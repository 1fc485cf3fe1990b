import type {
  BoxState,
  HealthColour,
  NeedCode,
  OrderState,
  PlaceKind,
  Profile,
  RouteState,
  ServiceMode,
  StopFailure,
  StopMode,
  StopState,
  TravellerClass,
  ZoneClass,
} from '@baogong/drizzle/rules/vocabulary';
import { type Pair, words } from './words.ts';

/** The words of the domain as people read them: docs/glossary.md. */

export const zoneClassWords = words<ZoneClass>({
  sealed: ['封控区', 'Sealed zone'],
  restricted: ['管控区', 'Restricted zone'],
  precaution: ['防范区', 'Precaution zone'],
});

export const travellerClassWords = words<TravellerClass>({
  mannedVehicle: ['有人配送车', 'Manned vehicle'],
  autonomousVehicle: ['无人配送车', 'Autonomous vehicle'],
  outsideRider: ['区外骑手', 'Outside rider'],
  insideCarrier: ['区内配送员', 'Inside carrier'],
  resident: ['居民', 'Resident'],
});

export const profileWords = words<Profile>({
  car: ['开车', 'By car'],
  ebike: ['电动车', 'By e-bike'],
  foot: ['步行', 'On foot'],
});

export const orderStateWords = words<OrderState>({
  placed: ['已下单', 'Placed'],
  planned: ['已安排路线', 'Planned'],
  loaded: ['配送中', 'On the way'],
  handedOver: ['已到卡口', 'At the gate'],
  delivered: ['已送达', 'Delivered'],
  cancelled: ['已取消', 'Cancelled'],
  unserved: ['未能送达', 'Not served'],
  partlyDelivered: ['部分送达', 'Partly delivered'],
});

export const boxStateWords = words<BoxState>({
  packed: ['已装箱', 'Packed'],
  loaded: ['在途', 'On the way'],
  handedOver: ['已交接', 'Handed over'],
  delivered: ['已送达', 'Delivered'],
  held: ['暂扣', 'Held'],
  returned: ['已退回', 'Returned'],
  lost: ['遗失', 'Lost'],
});

export const routeStateWords = words<RouteState>({
  planned: ['待出发', 'Planned'],
  running: ['进行中', 'Running'],
  done: ['已完成', 'Done'],
  superseded: ['已改派', 'Superseded'],
  halted: ['已停止', 'Halted'],
});

export const stopStateWords = words<StopState>({
  planned: ['待送', 'To do'],
  arrived: ['已到达', 'Arrived'],
  done: ['已完成', 'Done'],
  failed: ['未送成', 'Failed'],
  superseded: ['已取消', 'Superseded'],
});

export const stopModeWords = words<StopMode>({
  door: ['送到门口', 'To the door'],
  gate: ['送到卡口', 'To the gate'],
  staggered: ['错峰投放点', 'Staggered drop point'],
  self: ['投放点', 'Drop point'],
  handOver: ['交接', 'Hand over'],
});

export const placeKindWords = words<PlaceKind>({
  warehouse: ['仓库', 'Warehouse'],
  riderBase: ['骑手驻地', 'Rider base'],
  dropPoint: ['投放点', 'Drop point'],
  gate: ['卡口', 'Gate'],
  relay: ['接驳点', 'Relay'],
  building: ['楼栋', 'Building'],
  spot: ['途中', 'On the road'],
});

export const stopFailureWords = words<StopFailure>({
  noAccess: ['进不去', 'No access'],
  pointClosed: ['投放点关闭', 'The point is closed'],
  damaged: ['货物破损', 'Goods are damaged'],
  unsafe: ['现场不安全', 'It is not safe'],
  healthCode: ['健康码问题', 'Health code'],
  refused: ['对方拒收', 'They refused the boxes'],
});

export const healthColourWords = words<HealthColour>({
  green: ['绿码', 'Green code'],
  yellow: ['黄码', 'Yellow code'],
  red: ['红码', 'Red code'],
});

export const needWords = words<NeedCode>({
  infant: ['有婴幼儿', 'Infant at home'],
  dialysis: ['透析病人', 'Dialysis'],
  disability: ['行动不便', 'Disability'],
});

export const serviceModeWords = words<ServiceMode>({
  door: ['送货上门', 'Delivered to your door'],
  gate: ['卡口领取', 'Collect at the gate'],
  staggered: ['错峰领取', 'Staggered collection'],
  self: ['投放点自取', 'Collect at the drop point'],
});

/** How boxes reach the household, said as a neighbour would. */
export const serviceModeSentences = words<ServiceMode>({
  door: ['请不要下楼，配送员把箱子放在您家门口。', 'Please stay in: a carrier leaves your boxes at your door.'],
  gate: [
    '箱子送到卡口，凭取货码向值守员领取。',
    'Your boxes come to the gate; the keeper hands them out against your pickup code.',
  ],
  staggered: [
    '箱子送到投放点，请按通知的时间错峰领取。',
    'Your boxes come to the drop point; please collect at the time you are told.',
  ],
  self: ['箱子送到投放点，凭取货码领取。', 'Your boxes come to the drop point; collect them with your pickup code.'],
});

/** A word for a key that comes as data; the key itself where the list does not know it. */
export function wordOf(catalogue: Readonly<Record<string, Pair>>, key: string): Pair {
  return catalogue[key] ?? [key, key];
}
