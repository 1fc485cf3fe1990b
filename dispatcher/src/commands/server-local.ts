import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CityInputError } from '@baogong/drizzle/city/city-input-error';
import { FolderInUse } from '@baogong/drizzle/database/lock-folder';
import { SchemaAhead } from '@baogong/drizzle/database/migrate';
import { demoLinks, residentTokens, writeReadyFile } from '../embedded/demo-access.ts';
import { ensureDemoCity } from '../embedded/demo-city.ts';
import { DEMO_CITY, defaultDataDir } from '../embedded/start-arguments.ts';
import { type LocalStack, startLocalStack } from '../serve/local/local-stack.ts';
import { NotServed } from '../serve/not-served.ts';

const USAGE = `Run the server mode on this machine: PostgreSQL, Redis, counters and dispatchers on free loopback ports.

  server:local [--data DIR] [--city NAME] [--apis 2] [--dispatchers 2] [--ready-file FILE] [--clock wall|INSTANT] [--wave-every SECONDS]
               [--residents N]        sessions of N households in the ready file, for a crowd
`;
const FAULT = 2;

const settings = readArguments();
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping.signal.aborted) process.exit(1);
    console.log('Closing…');
    stopping.abort();
  });
}
try {
  const { dataDir, city } = settings;
  if (city === DEMO_CITY && ensureDemoCity(dataDir, city)) console.log('Demo city made');
  const stack = await startLocalStack({
    ...{ ...settings, dir: join(dataDir, 'server'), signal: stopping.signal },
    say: (line) => console.log(line),
  });
  try {
    await tell(stack);
    if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
  } finally {
    await stack.stop();
  }
  process.exit(0);
} catch (error) {
  const isForPeople = [NotServed, CityInputError, FolderInUse, SchemaAhead].some((kind) => error instanceof kind);
  if (!(isForPeople && error instanceof Error)) throw error;
  console.error(error.message);
  process.exit(FAULT);
}

async function tell(stack: LocalStack): Promise<void> {
  const [address = ''] = stack.apiAddresses;
  if (settings.readyFile) await writeReadyFile(stack, { file: settings.readyFile, address, more: await moreOf(stack) });
  console.log(`\nBaogong 保供 serves ${settings.city} at ${stack.apiAddresses.join(' and ')}`);
  console.log(`  DATABASE_URL=${stack.databaseUrl}\n  REDIS_URL=${stack.redisUrl}`);
  for (const { role, url } of await demoLinks(stack, address)) console.log(`  ${role.padEnd(15)} ${url}`);
  console.log('Each link signs in once. Ctrl-C stops everything that was started.');
}

async function moreOf(stack: LocalStack) {
  const { apiAddresses: apis, databaseUrl, redisUrl } = stack;
  const residents = settings.residents > 0 ? await residentTokens(stack, settings.residents) : [];
  return { apis, databaseUrl, redisUrl, residents };
}

function readArguments() {
  const fail = (sentence: string): never => {
    console.error(`${sentence}\n\n${USAGE}`);
    return process.exit(FAULT);
  };
  const whole = (name: string, text: string, max: number): number => {
    const number = Number(text);
    return Number.isInteger(number) && number >= 1 && number <= max
      ? number
      : fail(`--${name} ${text}: accepted is a whole number from 1 to ${max}`);
  };
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string', default: defaultDataDir },
        city: { type: 'string', default: DEMO_CITY },
        apis: { type: 'string', default: '2' },
        dispatchers: { type: 'string', default: '2' },
        'ready-file': { type: 'string' },
        clock: { type: 'string', default: 'wall' },
        'wave-every': { type: 'string', default: '120' },
        residents: { type: 'string' },
      },
    });
    const dataDir = resolve(values.data);
    const steppedFrom = values.clock === 'wall' ? undefined : new Date(values.clock);
    if (steppedFrom && Number.isNaN(steppedFrom.getTime())) {
      fail(`--clock ${values.clock}: accepted are wall and an instant such as 2022-04-01T06:30:00+08:00`);
    }
    const isDemo = values.city === DEMO_CITY;
    if (!isDemo && !existsSync(join(dataDir, 'cities', values.city))) {
      fail(`--city ${values.city}: there is no such city in ${join(dataDir, 'cities')}; make one with npm run city`);
    }
    return {
      ...{ dataDir, city: values.city, steppedFrom, readyFile: values['ready-file'] },
      apis: whole('apis', values.apis, 16),
      dispatchers: whole('dispatchers', values.dispatchers, 16),
      waveIntervalS: whole('wave-every', values['wave-every'], 86_400),
      residents: values.residents === undefined ? 0 : whole('residents', values.residents, 100_000),
    };
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}
