import { Counter } from 'k6/metrics';

export const answers = new Counter('answers');
export const serverErrors = new Counter('server_errors');
export const ordersPlaced = new Counter('orders_placed');
export const refusals = new Counter('refusals');
export const duplicateOrders = new Counter('duplicate_orders');
export const wrongAnswers = new Counter('wrong_answers');
export const oversold = new Counter('oversold');

/** What may never happen, however many come; a dropped iteration means that the crowd itself was too slow to judge. */
export const invariants = {
  server_errors: ['count==0'],
  duplicate_orders: ['count==0'],
  wrong_answers: ['count==0'],
  oversold: ['count==0'],
  dropped_iterations: ['count==0'],
  http_req_failed: ['rate==0'],
};

/** Nobody waits longer than this for one step of an order, on one small machine that also plans and runs the crowd. */
const PATIENCE_MS = 1500;
const patient = [`p(95)<${PATIENCE_MS}`];

export const orderPath = {
  'http_req_duration{name:/v1/shelf}': patient,
  'http_req_duration{name:/v1/orders}': patient,
  'http_req_duration{name:/v1/orders/{id}}': patient,
  orders_placed: ['count>0'],
};

/** At an opening the machine does nothing else for these people, and the answer to an order is what they stare at. */
const OPENING_P95_MS = 500;
const OPENING_P99_MS = 1500;
const prompt = [`p(95)<${OPENING_P95_MS}`, `p(99)<${OPENING_P99_MS}`];

export const openingRush = {
  'http_req_duration{name:/v1/orders,phase:plateau}': prompt,
  'http_req_duration{name:/v1/orders/{id},phase:plateau}': prompt,
  'orders_placed{phase:plateau}': ['count>0'],
  'refusals{phase:plateau}': ['count>=0'],
};
