import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi';
import type { Hono } from 'hono';
import { type ClientRequestOptions, hc } from 'hono/client';
import type { BlankEnv, BlankSchema, Schema } from 'hono/types';
import type { contract } from './contract/all.ts';

// The type comes from the contract alone, so that a client never reaches into the server and the editor computes it once.

declare const blank: OpenAPIHono<BlankEnv, BlankSchema, '/'>;

type SchemaOf<App> = App extends Hono<infer _Env, infer S, infer _Base> ? S : never;
type RouteSchema<R> = R extends RouteConfig ? SchemaOf<ReturnType<typeof blank.openapi<R>>> : never;
type Intersection<T> = (T extends unknown ? (one: T) => void : never) extends (all: infer A) => void ? A : never;
type ContractSchema = Intersection<RouteSchema<(typeof contract)[keyof typeof contract]>>;

export type Contract = Hono<BlankEnv, ContractSchema extends Schema ? ContractSchema : never, '/'>;
export type Client = ReturnType<typeof hc<Contract>>;

/** A typed client of the whole contract: `client.v1.orders.$post({ json, header: { 'Idempotency-Key': key } })`. */
export function createClient(baseUrl: string, options?: ClientRequestOptions): Client {
  return hc<Contract>(baseUrl, options);
}
