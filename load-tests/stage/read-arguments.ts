import { NotPlayed } from './not-played.ts';
import type { Play } from './play.ts';

const USAGE = `  k6 SCENARIO [--small] [--rate PEOPLE_PER_SECOND] [options of k6]`;

/** The command line: what is not ours is k6's. */
export function readArguments(
  given: readonly string[],
  scenarios: readonly string[],
): Omit<Play, 'folder'> & { scenario: string } {
  const [scenario, ...rest] = given;
  if (scenario === undefined || !scenarios.includes(scenario)) {
    throw new NotPlayed(`scenario: ${scenario ?? 'none given'}; accepted: ${scenarios.join(', ')}\n\n${USAGE}`);
  }
  let scale: Play['scale'] = 'full';
  let perSecond: number | undefined;
  const k6Options: string[] = [];
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? '';
    if (word === '--small') scale = 'small';
    else if (word === '--rate') perSecond = rateOf(rest[++at]);
    else k6Options.push(word);
  }
  return { scenario, scale, perSecond, k6Options };
}

function rateOf(text: string | undefined): number {
  const rate = Number(text);
  if (Number.isInteger(rate) && rate > 0) return rate;
  throw new NotPlayed(`--rate ${text ?? ''}: accepted is a whole number of people per second`);
}
