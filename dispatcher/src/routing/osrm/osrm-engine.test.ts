import { afterAll, expect, it } from 'vitest';
import { engineContract } from '../engine.contract.ts';
import { OSRM_NOT_HERE, osrmHere, osrmSuite } from '../testing/real-osrm.ts';
import { osrmEngine } from './osrm-engine.ts';

if (osrmHere) {
  const suite = osrmSuite(osrmHere);
  afterAll(() => suite.close());
  engineContract('real OSRM', async (network) => osrmEngine(await suite.serve(network, ['car', 'ebike', 'foot'])));
} else {
  it.skip(`real OSRM ${OSRM_NOT_HERE}`);
}

it('a profile that has no OSRM is named', async () => {
  const engine = osrmEngine({ car: 'http://127.0.0.1:1' });
  const query = {
    profile: 'foot',
    via: [
      [121.4, 31.2],
      [121.5, 31.2],
    ],
  } as const;
  await expect(engine.route(query)).rejects.toThrow('no OSRM is set up for profile foot; set up are car');
});

it('polygons are not quietly dropped', async () => {
  const engine = osrmEngine({ car: 'http://127.0.0.1:1' });
  const query = {
    profile: 'car',
    via: [
      [121.4, 31.2],
      [121.5, 31.2],
    ],
    avoid: [[]],
  } as const;
  await expect(engine.route(query)).rejects.toThrow('cannot take polygons');
});
