import { expect, it } from 'vitest';
import { readOsrmConfig } from './config.ts';
import { foreignUrls } from './foreign-urls.ts';

it('an address without a place for the profile is taken for the car’s alone', () => {
  expect(foreignUrls('http://osrm:5000')).toEqual({ car: 'http://osrm:5000' });
  expect(foreignUrls('http://osrm/{profile}')).toEqual({
    car: 'http://osrm/car',
    ebike: 'http://osrm/ebike',
    foot: 'http://osrm/foot',
  });
});

it('an OSRM_URL that is no address is refused with what is accepted', () => {
  expect(() => readOsrmConfig({ OSRM_URL: 'osrm:5000' })).toThrow('http://osrm:5000 for cars alone');
  expect(readOsrmConfig({ OSRM_URL: 'http://osrm/{profile}', PATH: '/bin' })).toMatchObject({
    foreignUrl: 'http://osrm/{profile}',
    path: '/bin',
  });
});
