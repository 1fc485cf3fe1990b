export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

type Position = readonly [lng: number, lat: number];

/** Maps positions into a picture: one scale for both directions, north up, a degree of longitude as short as it is there. */
export function projector(positions: readonly Position[], { width, height, margin }: Frame) {
  const lngs = positions.map(([lng]) => lng);
  const lats = positions.map(([, lat]) => lat);
  const [west, east] = [Math.min(...lngs), Math.max(...lngs)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const across = (east - west) * squeeze;
  const up = north - south;
  const scale = Math.min((width - 2 * margin) / Math.max(across, 1e-9), (height - 2 * margin) / Math.max(up, 1e-9));
  const left = (width - across * scale) / 2;
  const top = (height - up * scale) / 2;
  return ([lng, lat]: Position): readonly [x: number, y: number] => [
    round(left + (lng - west) * squeeze * scale),
    round(top + (north - lat) * scale),
  ];
}

export function pathOf(line: readonly Position[], project: ReturnType<typeof projector>): string {
  return line.map((position, index) => `${index === 0 ? 'M' : 'L'}${project(position).join(' ')}`).join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
