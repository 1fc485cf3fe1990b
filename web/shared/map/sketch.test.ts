import { describe, expect, it } from 'vitest';
import { pathOf, projector } from './sketch.ts';

const frame = { width: 200, height: 100, margin: 10 };

describe('a sketch', () => {
  it('keeps every position within its frame, north up', () => {
    const project = projector(
      [
        [114, 22],
        [114.1, 22.1],
      ],
      frame,
    );
    const [westX, southY] = project([114, 22]);
    const [eastX, northY] = project([114.1, 22.1]);
    expect([southY, northY]).toEqual([90, 10]);
    expect(westX).toBeLessThan(eastX);
    expect(Math.min(westX, 200 - eastX)).toBeGreaterThanOrEqual(10);
  });

  it('draws a place alone in the middle', () => {
    expect(projector([[114, 22]], frame)([114, 22]).map(Math.round)).toEqual([100, 50]);
  });

  it('writes a line as a path', () => {
    const project = projector(
      [
        [0, 0],
        [1, 1],
      ],
      { width: 120, height: 120, margin: 10 },
    );
    expect(
      pathOf(
        [
          [0, 0],
          [1, 1],
        ],
        project,
      ),
    ).toMatch(/^M[\d.]+ [\d.]+L[\d.]+ [\d.]+$/);
  });
});
