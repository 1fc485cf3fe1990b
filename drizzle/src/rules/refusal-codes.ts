/** How one refusal is shown: HTTP status, kind titles, and whether the very same call may succeed a little later. */
export interface RefusalEntry {
  readonly status: 400 | 401 | 403 | 404 | 405 | 408 | 409 | 413 | 415 | 422 | 429 | 500 | 503;
  readonly zh: string;
  readonly en: string;
  readonly retry?: boolean;
}

const table = {
  // The request itself
  malformedBody: { status: 400, zh: '请求内容无法读取', en: 'The request body cannot be read' },
  invalidInput: { status: 422, zh: '填写的内容有误', en: 'Some of the input is not accepted' },
  bodyTooLarge: { status: 413, zh: '内容过大', en: 'The request body is too large' },
  unsupportedMediaType: { status: 415, zh: '请以 JSON 格式发送', en: 'Please send JSON' },
  methodNotAllowed: { status: 405, zh: '不支持此操作方式', en: 'This method is not allowed here' },
  notFound: { status: 404, zh: '没有找到', en: 'Not found' },
  tooManyRequests: {
    status: 429,
    zh: '操作太频繁，请稍候再试',
    en: 'Too many requests, please wait a moment',
    retry: true,
  },
  requestTimedOut: {
    status: 503,
    zh: '处理超时，请重试',
    en: 'The request took too long, please try again',
    retry: true,
  },
  idempotencyKeyMissing: { status: 400, zh: '缺少幂等键', en: 'An Idempotency-Key header is needed' },
  idempotencyKeyReused: {
    status: 422,
    zh: '幂等键已用于另一请求',
    en: 'This Idempotency-Key was used for another request',
  },
  idempotencyInProgress: {
    status: 409,
    zh: '同一请求正在处理，请稍候',
    en: 'The same request is still being handled',
    retry: true,
  },
  cursorInvalid: { status: 400, zh: '翻页标记无效', en: 'The page cursor is not valid' },
  unavailable: {
    status: 503,
    zh: '服务暂不可用，请稍候再试',
    en: 'A service is unavailable, please try again',
    retry: true,
  },
  internal: { status: 500, zh: '系统出错，我们会尽快处理', en: 'Something went wrong on our side' },

  // Who is asking
  notSignedIn: { status: 401, zh: '请先登录', en: 'Please sign in first' },
  sessionEnded: { status: 401, zh: '登录已失效，请重新登录', en: 'The session has ended, please sign in again' },
  codeWrong: { status: 401, zh: '验证码不正确', en: 'The code is not correct' },
  codeExpired: { status: 401, zh: '验证码已过期，请重新获取', en: 'The code has expired, please ask for a new one' },
  tooManyAttempts: {
    status: 429,
    zh: '尝试次数过多，请重新获取验证码',
    en: 'Too many attempts, please ask for a new code',
  },
  tooManyTries: {
    status: 429,
    zh: '输错次数过多，请稍后再试',
    en: 'Too many wrong tries, please come back later',
  },
  linkUsed: { status: 401, zh: '登录链接已使用或已失效', en: 'The sign-in link was used or has expired' },
  forbidden: { status: 403, zh: '没有此项权限', en: 'Your role does not allow this' },
  outsideTerritory: { status: 403, zh: '不在您的负责区域内', en: 'This lies outside your territory' },
  simulationOnly: { status: 403, zh: '仅限模拟环境使用', en: 'Only a simulated city allows this' },

  // Goods and orders
  quantityInvalid: { status: 422, zh: '数量有误', en: 'The quantity is not accepted' },
  duplicateLine: { status: 422, zh: '同一商品请合并为一行', en: 'The same item appears on two lines' },
  orderEmpty: { status: 422, zh: '订单里还没有商品', en: 'The order holds no items' },
  orderTooLarge: { status: 422, zh: '订单过大，请分次下单', en: 'The order is too large' },
  unknownSku: { status: 422, zh: '没有这种商品', en: 'There is no such item' },
  priceAboveCeiling: { status: 422, zh: '价格高于限价', en: 'The price is above the ceiling' },
  outOfStock: { status: 409, zh: '库存不足', en: 'Not enough in stock' },
  overQuota: { status: 409, zh: '超出本期限额', en: 'This is more than the quota of the period' },
  noWarehouseServes: { status: 409, zh: '目前没有仓库可以供应', en: 'No warehouse serves this household now' },
  householdUnreachable: { status: 409, zh: '目前无法送达该住户', en: 'This household cannot be reached now' },
  ledgerConflict: { status: 409, zh: '库存台账不允许此操作', en: 'The stock ledger does not allow this' },

  // States and custody
  wrongState: { status: 409, zh: '当前状态不能进行此操作', en: 'The present state does not allow this' },
  alreadyDone: { status: 409, zh: '此操作已完成', en: 'This has been done already' },
  boxesNotPacked: { status: 409, zh: '还有箱子未装好', en: 'Some boxes are not packed yet' },
  boxNotHere: { status: 409, zh: '箱子不在此处', en: 'The box is not in the custody named' },
  handOverNotAllowed: { status: 409, zh: '不能向对方交接此箱', en: 'A box may not pass between these two' },
  wrongHousehold: { status: 409, zh: '箱子不属于该住户', en: 'The box belongs to another household' },
  pickupCodeWrong: { status: 409, zh: '取货码不正确', en: 'The pickup code is not correct' },
  capacityExceeded: { status: 409, zh: '装不下这么多', en: 'This is more than the vehicle or rider can carry' },

  // Health and duty
  healthCodeNotValid: { status: 409, zh: '健康码不符合要求', en: 'The health code does not allow this duty' },
  testExpired: { status: 409, zh: '检测结果已过有效期', en: 'The test result is no longer valid' },
  shiftNotOn: { status: 409, zh: '不在班次时间内', en: 'No shift is on at this time' },

  // Zones and places
  zoneSelfCrosses: { status: 422, zh: '管理区边界自相交叉', en: 'The zone boundary crosses itself' },
  zoneEmpty: { status: 422, zh: '管理区没有面积', en: 'The zone covers no ground' },
  zoneTooLarge: { status: 422, zh: '管理区过大', en: 'The zone is too large' },
  zoneOverlaps: { status: 409, zh: '与另一管理区重叠', en: 'The zone overlaps another one' },
  zoneOutsideCity: { status: 422, zh: '管理区在本市范围之外', en: 'The zone lies outside the city' },
  zoneBegun: { status: 409, zh: '管理区已经生效，请改为解除', en: 'The zone is in force already, lift it instead' },
  zoneInPast: { status: 422, zh: '管理区不能在过去生效', en: 'A zone cannot take force in the past' },
  tooFarFromRoad: { status: 422, zh: '位置离道路太远', en: 'The place is too far from a road' },

  // Routes, plans, days
  notYourRoute: { status: 403, zh: '这不是您的路线', en: 'This is not your route' },
  stopOutOfOrder: { status: 409, zh: '请按顺序送达站点', en: 'An earlier stop comes first' },
  positionImplausible: {
    status: 422,
    zh: '位置不可信：没有车能这么快',
    en: 'The position is farther than any vehicle could have come',
  },
  legUnlawful: { status: 409, zh: '路段违反现行封控规定', en: 'The leg breaks the law in force' },
  lawChanged: { status: 409, zh: '封控规定已变化，请重新计划', en: 'The law has changed since the plan', retry: true },
  planStale: { status: 409, zh: '情况已变化，计划作废', en: 'The world has moved since the plan', retry: true },
  dayNotClosable: { status: 409, zh: '当日尚有未了结的箱子或预占', en: 'The day has boxes or reservations left open' },
  dayNeverWas: {
    status: 422,
    zh: '这一天还没有到，或在本市启用之前',
    en: 'The day has not come yet, or lies before the city began',
  },
  dayAlreadyClosed: { status: 409, zh: '当日已结账', en: 'The day is closed already' },
  clockBackwards: { status: 409, zh: '时间不能倒退', en: 'The clock cannot go back' },
} as const satisfies Record<string, RefusalEntry>;

export type RefusalCode = keyof typeof table;

/** Every code that may leave the system. The code is stable; titles may be reworded. */
export const refusals: Readonly<Record<RefusalCode, RefusalEntry>> = table;
