import { expect, it } from 'vitest';
import { boxGroups } from './box-groups.ts';

it('boxes of one dwelling are counted together', () => {
  const boxes = ['1栋 101 #1', '1栋 101 #2', '2栋 1103 #1'].map((label) => ({
    id: label,
    orderId: label,
    label,
    state: 'packed' as const,
    active: true,
  }));
  expect(boxGroups(boxes)).toEqual([
    { place: '1栋 101', boxes: 2 },
    { place: '2栋 1103', boxes: 1 },
  ]);
});
