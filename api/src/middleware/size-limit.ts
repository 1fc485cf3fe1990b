import { bodyLimit } from 'hono/body-limit';
import { problem } from '../reply/problem.ts';

const BODY_BYTES_MAX = 256 * 1024;

export const sizeLimit = bodyLimit({
  maxSize: BODY_BYTES_MAX,
  onError: (c) =>
    problem(c, { code: 'bodyTooLarge', details: { field: 'body', accepted: `at most ${BODY_BYTES_MAX} bytes` } }),
});
