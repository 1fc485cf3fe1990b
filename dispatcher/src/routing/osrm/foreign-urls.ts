import { profiles } from '@baogong/drizzle/rules/vocabulary';
import { PROFILE_MARK } from './config.ts';
import type { OsrmUrls } from './osrm-engine.ts';

/** The addresses of a foreign OSRM. One that does not tell profiles apart serves a single one, which is the car's. */
export function foreignUrls(template: string): OsrmUrls {
  if (!template.includes(PROFILE_MARK)) return { car: template };
  return Object.fromEntries(profiles.map((profile) => [profile, template.replaceAll(PROFILE_MARK, profile)]));
}
