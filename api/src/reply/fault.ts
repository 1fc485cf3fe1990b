import { sqlStateOf } from '@baogong/drizzle/database/sql-state';

export interface Fault {
  readonly name: string;
  readonly message: string;
  readonly sqlState?: string;
  readonly at: readonly string[];
  readonly cause?: Fault;
}

const FRAMES_MAX = 12;
const CAUSES_MAX = 4;

/** An error for the log. The query builder's own message holds the bound values, among them phones, so it is left out. */
export function faultOf(error: Error, depth = 0): Fault {
  const sqlState = depth === 0 ? sqlStateOf(error) : undefined;
  return {
    name: error.name,
    message: error.message.startsWith('Failed query') ? 'Failed query' : error.message,
    ...(sqlState && { sqlState }),
    at: framesOf(error),
    ...(error.cause instanceof Error && depth < CAUSES_MAX && { cause: faultOf(error.cause, depth + 1) }),
  };
}

function framesOf(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, FRAMES_MAX);
}
