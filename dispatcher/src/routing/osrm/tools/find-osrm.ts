import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

export const osrmTools = ['osrm-extract', 'osrm-partition', 'osrm-customize', 'osrm-routed'] as const;
export type OsrmTool = (typeof osrmTools)[number];

/** Where OSRM's executables and its profiles lie on this machine. */
export interface OsrmHome {
  readonly bin: string;
  /** Holds `car.lua`, `bicycle.lua`, `foot.lua` and `lib`. */
  readonly profiles: string;
}

interface Searched {
  /** As in the environment: folders that may hold executables. */
  readonly path: string;
  /** Where `.ci/osrm.sh fetch` puts them. */
  readonly toolCache: string;
}

/** No executables; the message holds the one line that gets them. */
export class OsrmMissing extends Error {
  constructor({ toolCache }: Pick<Searched, 'toolCache'>) {
    super(
      `OSRM is not here: neither on PATH nor in ${toolCache} is a whole set of ${osrmTools.join(', ')} with its profiles. ` +
        'This line gets it (pip and 20 MB from PyPI): .ci/osrm.sh fetch',
    );
    this.name = 'OsrmMissing';
  }
}

/** Profiles, seen from the folder of the executables: as in the Python package, and as distributions install them. */
const profileFolders = ['../share/profiles', '../share/osrm/profiles'];

/** The first whole set of executables and profiles: PATH, then the tool cache. */
export async function findOsrm({ path, toolCache }: Searched): Promise<OsrmHome | undefined> {
  for (const bin of [...path.split(delimiter).filter(Boolean), join(toolCache, 'bin')]) {
    const whole = await Promise.all(osrmTools.map((tool) => readable(join(bin, tool), constants.X_OK)));
    if (whole.includes(false)) continue;
    for (const folder of profileFolders) {
      const profiles = join(bin, folder);
      if (await readable(join(profiles, 'car.lua'), constants.R_OK)) return { bin, profiles };
    }
  }
  return undefined;
}

export async function requireOsrm(searched: Searched): Promise<OsrmHome> {
  const home = await findOsrm(searched);
  if (!home) throw new OsrmMissing(searched);
  return home;
}

async function readable(file: string, how: number): Promise<boolean> {
  return access(file, how).then(
    () => true,
    () => false,
  );
}
