import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstPolicy, type Policy } from './policy.ts';
import { serviceModeOf } from './service-mode.ts';
import { needCodes, type ZoneClass, zoneClasses } from './vocabulary.ts';

const plain = { needs: [], homeQuarantine: false, innerDropPoint: true };
const modeOf = (zoneClass: ZoneClass | null, over: object = {}) =>
  serviceModeOf({ zoneClass, ...plain, ...over }, firstPolicy);

it('sealed households are served at the door, whatever else holds', () => {
  fc.assert(
    fc.property(fc.subarray([...needCodes]), fc.boolean(), fc.boolean(), (needs, homeQuarantine, innerDropPoint) => {
      expect(serviceModeOf({ zoneClass: 'sealed', needs, homeQuarantine, innerDropPoint }, firstPolicy)).toBe('door');
    }),
  );
});

it('restricted households collect in turns at an inner drop point, else at the gate', () => {
  expect(modeOf('restricted')).toBe('staggered');
  expect(modeOf('restricted', { innerDropPoint: false })).toBe('gate');
});

it('all others collect at the drop point themselves', () => {
  expect(modeOf('precaution')).toBe('self');
  expect(modeOf(null)).toBe('self');
  expect(modeOf(null, { innerDropPoint: false })).toBe('self');
});

it('a coded need or home quarantine brings it to the door in every zone', () => {
  for (const zoneClass of [null, ...zoneClasses]) {
    expect(modeOf(zoneClass, { homeQuarantine: true })).toBe('door');
    for (const need of needCodes) expect(modeOf(zoneClass, { needs: [need] })).toBe('door');
  }
});

it('where the law lets nobody to a door, a need changes nothing', () => {
  const nobody = { enter: false, cross: false, serve: false, ownOnly: false };
  const zoneLaw = {
    ...firstPolicy.zoneLaw,
    insideCarrier: { ...firstPolicy.zoneLaw.insideCarrier, restricted: nobody },
  };
  const strict: Policy = { ...firstPolicy, zoneLaw };
  expect(serviceModeOf({ zoneClass: 'restricted', ...plain, needs: ['dialysis'] }, strict)).toBe('staggered');
  expect(serviceModeOf({ zoneClass: null, ...plain, needs: ['dialysis'] }, { ...strict, needsServedAtDoor: [] })).toBe(
    'self',
  );
});

it('residents carry nothing to doors, whatever a policy lets them do', () => {
  const nobody = { enter: false, cross: false, serve: false, ownOnly: false };
  const anybody = { enter: true, cross: true, serve: true, ownOnly: false };
  const all = { sealed: nobody, restricted: nobody, precaution: nobody };
  const carriers = { mannedVehicle: all, outsideRider: all, insideCarrier: all, autonomousVehicle: all };
  const policy: Policy = { ...firstPolicy, zoneLaw: { ...carriers, resident: { ...all, restricted: anybody } } };
  expect(serviceModeOf({ zoneClass: 'restricted', ...plain, homeQuarantine: true }, policy)).toBe('staggered');
});
