import type { UnservedReason } from './unserved-reason.ts';

interface ReasonTitle {
  readonly zh: string;
  readonly en: string;
}

/** Apart from the list itself, so that a page can show a reason without the schema library. */
export const unservedReasonTitles: Readonly<Record<UnservedReason, ReasonTitle>> = {
  noStock: { zh: '库存不足', en: 'Not enough in stock' },
  noLawfulTraveller: { zh: '按现行规定无人可进入服务', en: 'The law lets nobody serve this place' },
  noTravellerCanReach: { zh: '道路不通，无法到达', en: 'No road or path leads there' },
  noTravellerOnShift: { zh: '没有在班的配送力量', en: 'Nobody who could serve it is on shift' },
  noValidHealthCode: { zh: '没有健康码有效的骑手', en: 'No rider there has a valid health code' },
  noCapacity: { zh: '运力不足', en: 'No vehicle or rider has room for it' },
  notEnoughTime: { zh: '当日时间不够', en: 'There is not enough time left in the day' },
  noGate: { zh: '没有可用的卡口', en: 'No gate leads to it' },
  notPacked: { zh: '仓库未能装箱', en: 'The warehouse did not pack it' },
  boxesReturned: { zh: '箱子已退回仓库', en: 'Its boxes came back to the warehouse' },
  boxesLost: { zh: '箱子遗失', en: 'Its boxes were lost' },
  dayClosed: { zh: '当日已结账', en: 'The day was closed before it was served' },
};
