import { expect, it } from 'vitest';
import { cutStreets } from './cut-streets.ts';
import { groundOf } from './polygon.ts';
import { box, metresOf, street } from './testing/flat-town.ts';

const ground = groundOf(box(100, -50, 200, 50));
const cut = (...streets: Parameters<typeof cutStreets>[0]) => {
  const { places, stretches, crossings } = cutStreets(streets, ground);
  const at = (node: number) => Math.round(metresOf(ground.plane.toLngLat(places[node] ?? { x: NaN, y: NaN })).x) + 0;
  return {
    nodes: places.length,
    stretches: stretches.map(
      ({ a, b, inside, street }) => `${street.nameZh} ${at(a)}–${at(b)} ${inside ? 'in' : 'out'}`,
    ),
    crossings: crossings.map(({ node, street }) => `${street.nameZh} ${at(node)}`),
  };
};

it('a street is cut where it enters and where it leaves', () => {
  expect(
    cut(
      street('路', [
        [0, 0],
        [300, 0],
      ]),
    ),
  ).toEqual({
    nodes: 4,
    stretches: ['路 0–100 out', '路 100–200 in', '路 200–300 out'],
    crossings: ['路 100', '路 200'],
  });
});

it('streets that meet share a node, and whole stretches stay whole', () => {
  expect(
    cut(
      street('东', [
        [120, 0],
        [150, 0],
      ]),
      street('西', [
        [0, 0],
        [50, 0],
      ]),
      street('支', [
        [150, 0],
        [150, 20],
      ]),
    ),
  ).toEqual({
    nodes: 5,
    stretches: ['东 120–150 in', '西 0–50 out', '支 150–150 in'],
    crossings: [],
  });
});

it('a street that ends on the boundary does not cross it', () => {
  expect(
    cut(
      street('路', [
        [0, 0],
        [100, 0],
      ]),
    ).crossings,
  ).toEqual([]);
  expect(
    cut(
      street('路', [
        [100, 0],
        [150, 0],
      ]),
    ).crossings,
  ).toEqual([]);
  expect(
    cut(
      street('路', [
        [100, 0],
        [150, 0],
      ]),
    ).stretches,
  ).toEqual(['路 100–150 in']);
});

it('repeated places and positions without a node make no stretch', () => {
  expect(
    cut(
      street('路', [
        [120, 0],
        [120, 0],
        [150, 0],
      ]),
    ).stretches,
  ).toEqual(['路 120–150 in']);
  expect(
    cut(
      street(
        '路',
        [
          [120, 0],
          [130, 0],
          [150, 0],
        ],
        { nodes: [1, 2] },
      ),
    ).stretches,
  ).toEqual(['路 120–130 in']);
  expect(cut(street('点', [[120, 0]]))).toEqual({ nodes: 0, stretches: [], crossings: [] });
});
