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

/** Error budgets in milliseconds on one small machine with everything in one process. */
export const orderPath = {
  'http_req_duration{name:/v1/shelf}': ['p(95)<1500'],
  'http_req_duration{name:/v1/orders}': ['p(95)<2000'],
  'http_req_duration{name:/v1/orders/{id}}': ['p(95)<1500'],
  orders_placed: ['count>0'],
};
