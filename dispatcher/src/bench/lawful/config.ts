import { z } from 'zod';

const address = z.url({ protocol: /^postgres(ql)?$/, error: 'an address such as postgres://owner@db:5432/baogong' });

/** The server on which zones are declared, as its owner: the bench makes a city, and a login for the keeper. */
export function readOwnDatabaseUrl(environment: NodeJS.ProcessEnv = process.env): string {
  const result = address.safeParse(environment.DATABASE_URL);
  if (result.success) return result.data;
  throw new TypeError(
    'DATABASE_URL: OSRM belongs to server mode; name a PostgreSQL of the bench’s own (.ci/services.sh start DIR prints one)',
  );
}

/** The environment of a process that logs in where it is told. */
export function withDatabaseUrl(url: string, environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...environment, DATABASE_URL: url };
}
