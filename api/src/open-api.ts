import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from './deps.ts';

/** The document is made of the very routes that answer. */
export function openApi(app: Pick<OpenAPIHono<AppEnv>, 'openAPIRegistry' | 'doc31'>): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'http',
    scheme: 'bearer',
    description: 'The token of a session. Browsers send it as an HttpOnly cookie instead.',
  });
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Baogong 保供',
      version: '1',
      description: 'Supply and last-mile dispatch of a city under lockdown. Positions are WGS-84, longitude first.',
    },
  });
}
