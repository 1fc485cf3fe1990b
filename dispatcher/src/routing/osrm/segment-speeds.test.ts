import { describe, expect, it } from 'vitest';
import { streetsOf } from '../streets/street-engine.ts';
import { asciiTown, squareAround } from '../testing/ascii-town.ts';
import type { CompiledLaw } from './compiled-law.ts';
import { keptByCuts, segmentSpeeds } from './segment-speeds.ts';

const town = asciiTown(`
A--B--C--D
|  |  |  |
E--F--G--H
`);
const { at, near, network } = town;
const streets = streetsOf(network);
const nothing: CompiledLaw = { closed: [], heavy: [], cut: [] };

/** The lines of a law's file as pairs of corners, each street in the direction that its corners are named in. */
function speeds(law: Partial<CompiledLaw>): string[] {
  const corner = (node: string | undefined) => 'ABCDEFGH'[Number(node) - 1000] ?? '?';
  return segmentSpeeds({ network, streets }, { ...nothing, ...law }, 'car')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [from, to, ...speed] = line.split(',');
      return `${corner(from)}${corner(to)} ${speed.join()}`;
    })
    .sort();
}

describe('a law as segment speeds', () => {
  it('closes every street that it touches, in both directions, and no other', () => {
    expect(speeds({ closed: [squareAround(near('B', 75, 0), 20)] })).toEqual(['BC 0', 'CB 0']);
  });

  it('keeps the speed of a street that may be entered only, and makes it dear', () => {
    const lines = speeds({ heavy: [squareAround(near('B', 75, 0), 20)] });
    // Residential streets are driven at 30 km/h.
    expect(lines).toEqual(['BC 30.0,0.01', 'CB 30.0,0.01']);
  });

  it('closes rather than makes dear where both are asked for', () => {
    const zone = squareAround(near('B', 75, 0), 20);
    expect(speeds({ heavy: [zone], closed: [zone] })).toEqual(['BC 0', 'CB 0']);
  });

  it('makes dear what crosses a border and leaves what lies within', () => {
    // Around B, C, F and G: AB, EF, CD and GH cross.
    const block = squareAround(near('B', 75, -50), 85);
    const cut = speeds({ cut: [block] });
    expect(cut.filter((line) => line.endsWith('0.01')).map((line) => line.slice(0, 2))).toEqual(
      'AB BA CD DC EF FE GH HG'.split(' '),
    );
  });
});

describe('the laws that cuts keep', () => {
  const block = squareAround(near('B', 75, -50), 85);
  const inner = squareAround(near('B', 75, 0), 20);
  const far = squareAround(at('A'), 10);

  it('a zone of its own is kept, with a stricter one within it that the law speaks of', () => {
    const law = { avoid: [inner], enterOnly: [], confineTo: block };
    expect(keptByCuts(streets, [law], [block, inner, far])).toEqual([law]);
  });

  it('a border through the own zone that the law does not speak of is not kept', () => {
    const law = { avoid: [], enterOnly: [], confineTo: squareAround(near('B', 75, -50), 300) };
    expect(keptByCuts(streets, [law], [law.confineTo, inner])).toEqual([]);
  });

  it('who has no own zone is kept out of all, if all are closed to him', () => {
    const law = { avoid: [inner, block], enterOnly: [] };
    expect(keptByCuts(streets, [law], [block, inner])).toEqual([law]);
    expect(keptByCuts(streets, [{ avoid: [inner], enterOnly: [] }], [block, inner])).toEqual([]);
  });
});
