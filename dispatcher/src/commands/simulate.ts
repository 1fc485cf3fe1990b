import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CityInputError } from '@baogong/drizzle/city/city-input-error';
import { namespaceOf, readFolder } from '@baogong/drizzle/city/read-folder';
import { instantAt, startOfDay } from '@baogong/drizzle/rules/civil-day';
import { derivedId } from '@baogong/drizzle/rules/derived-id';
import { readSimulateArguments, SIMULATE_USAGE, type SimulateArguments } from '../simulate/arguments.ts';
import { startDayStack } from '../simulate/day-stack.ts';
import { liveFirstDay, NoTarget } from '../simulate/first-day.ts';
import { judgeDay, verifyDay } from '../simulate/judge-day.ts';
import { type DayReport, reportLines } from '../simulate/report.ts';
import { requireLargeEnough } from '../simulate/require-large-enough.ts';
import { startServer } from '../simulate/server-process.ts';

const FAULT = 2;
/** The day that the first city of many was locked down. */
const DAY = '2022-04-01';
const OPENS = '06:30';

const settings = argumentsOrExit();
try {
  process.exitCode = (await simulate(settings)) ? 0 : 1;
} catch (error) {
  if (!(error instanceof NoTarget || error instanceof CityInputError)) throw error;
  console.error(error.message);
  process.exitCode = FAULT;
}

async function simulate(asked: SimulateArguments): Promise<boolean> {
  const { city, scenario, seed, households, dataDir } = asked;
  const startedMs = performance.now();
  const citiesDir = join(dataDir, 'cities');
  const folder = readFolder(join(citiesDir, city));
  requireLargeEnough(folder, households);
  const { timeZone } = folder.manifest;
  const midnight = startOfDay(DAY, timeZone);
  const dayDir = join(dataDir, 'days', `${city}-${scenario}-${seed}-${new Date().toISOString().replace(/[:.]/g, '-')}`);
  mkdirSync(dayDir, { recursive: true });

  console.error(`Starting ${city} on ${DAY}; the day is kept in ${dayDir}`);
  const from = instantAt(DAY, OPENS, timeZone);
  const start = {
    embedded: () => startServer({ dayDir, citiesDir, city, from }),
    server: () => startDayStack({ ...asked, dayDir, from, say }),
  };
  const server = await start[asked.mode]();
  const cityId = derivedId(namespaceOf(folder), 'cities', 0);
  const { judged, verdict } = await (async () => {
    const lived = await liveFirstDay({ server, seed, households, midnight, day: DAY, say });
    // An embedded day can be read when its process has ended; a server's only while its database runs.
    if ('folder' in server.rows) await server.stop();
    const day = { rows: server.rows, cityFolder: join(citiesDir, city), cityId, day: DAY, midnight, lived };
    const judged = await judgeDay({ ...day, closedAt: lived.closedAt });
    return { judged, verdict: await verifyDay(server.rows) };
  })().finally(() => server.stop());
  const { figures, features } = judged;
  const { zeros, clean, report: words } = verdict;
  const report: DayReport = {
    ...{ city, scenario, seed, data: dayDir },
    modes: server.modes,
    wallSeconds: Math.round((performance.now() - startedMs) / 100) / 10,
    ...figures,
    zeros,
  };
  const collection = JSON.stringify({ type: 'FeatureCollection', features });
  writeFileSync(join(dayDir, 'day.geojson'), collection);
  writeFileSync(join(dayDir, 'report.json'), JSON.stringify(report, null, 2));
  if (asked.json) writeFileSync(asked.json, JSON.stringify(report, null, 2));
  if (asked.geojson) writeFileSync(asked.geojson, collection);
  console.log(reportLines(report).join('\n'));
  if (!clean) console.error(words);
  return clean;
}

function say(line: string): void {
  console.error(line);
}

function argumentsOrExit(): SimulateArguments {
  try {
    return readSimulateArguments(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\n\n${SIMULATE_USAGE}`);
    return process.exit(FAULT);
  }
}
