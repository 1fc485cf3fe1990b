import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from './contract/all.ts';
import { type Counter, openCounter, openTestDatabase, type TestDatabase } from './testing/open-counter.ts';

interface Operation {
  readonly operationId: string;
  readonly responses: Record<string, { content?: Record<string, unknown> }>;
  readonly parameters?: readonly { name: string; in: string; required?: boolean }[];
}

describe('the document of the contract', () => {
  let database: TestDatabase;
  let counter: Counter;
  let operations: Map<string, Operation>;

  beforeAll(async () => {
    database = await openTestDatabase();
    counter = await openCounter(database);
    const answer = await counter.app.request('/openapi.json');
    const document: { openapi: string; paths: Record<string, Record<string, Operation>> } = await answer.json();
    expect(document.openapi).toBe('3.1.0');
    operations = new Map(
      Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
      ),
    );
  });
  afterAll(() => database.close());

  it('tells of every route that answers, and of no other', () => {
    const routed = counter.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path !== '/openapi.json')
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect([...new Set(routed)].sort()).toEqual([...operations.keys()].sort());
  });

  it('holds the whole contract', () => {
    const named = Object.values(contract).map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect([...operations.keys()].sort()).toEqual(named.sort());
    expect([...operations.values()].map(({ operationId }) => operationId).sort()).toEqual(Object.keys(contract).sort());
  });

  it('tells every failure as problem+json', () => {
    for (const [name, { responses }] of operations) {
      const failures = Object.entries(responses).filter(([status]) => Number(status) >= 400);
      for (const [status, { content }] of failures) {
        expect({ name, status, types: Object.keys(content ?? {}) }).toEqual({
          name,
          status,
          types: ['application/problem+json'],
        });
      }
    }
  });

  it('asks for an Idempotency-Key wherever the world changes', () => {
    const without = [...operations]
      .filter(([name]) => name.startsWith('POST'))
      .filter(([, { parameters = [] }]) => !parameters.some((one) => one.name === 'Idempotency-Key' && one.required))
      .map(([name]) => name);
    expect(without.sort()).toEqual([
      'POST /v1/auth/codes',
      'POST /v1/auth/links',
      'POST /v1/auth/sessions',
      'POST /v1/simulation/clock',
      'POST /v1/simulation/sessions',
    ]);
  });
});
