import type { Stop } from '../../../shared/api/types.ts';

export interface BoxGroup {
  readonly place: string;
  readonly boxes: number;
}

/** Boxes of one dwelling together: a label is the dwelling and the number of the box, `1栋 101 #2`. */
export function boxGroups(boxes: Stop['boxes']): BoxGroup[] {
  const counts = new Map<string, number>();
  for (const { label } of boxes) {
    const place = label.replace(/\s*#\d+$/, '');
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return [...counts].map(([place, count]) => ({ place, boxes: count }));
}
