import type { TravellerClass, ZoneClass } from '@baogong/drizzle/rules/vocabulary';
import type { Map as Chart } from 'maplibre-gl';

/** Pictures are drawn in the page: nothing is fetched, and shapes and colours stand in one place. */

export const zoneColours: Readonly<Record<ZoneClass, string>> = {
  sealed: '#940000',
  restricted: '#a65200',
  precaution: '#1f5fa8',
};

export const motions = ['running', 'planned', 'halted', 'free'] as const;
export type Motion = (typeof motions)[number];

export const motionColours: Readonly<Record<Motion, string>> = {
  running: '#0b57d0',
  planned: '#465651',
  halted: '#b00000',
  free: '#74837d',
};

/** What a traveller does, said by a mark as well: on the road none, waiting two bars, halted a cross, idle one bar. */
export const motionMarks: Readonly<Record<Motion, string>> = {
  running: '',
  planned: 'M9.5 8.5V16.500M14.500 8.5V16.500',
  halted: 'M8 9 16 17M16 9 8 17',
  free: 'M8 13H16',
};

/** The outline of each class, in a square of 24. */
export const classShapes: Readonly<Record<Exclude<TravellerClass, 'resident'>, string>> = {
  autonomousVehicle: 'M12 2 21 7V17L12 22 3 17V7Z',
  mannedVehicle: 'M3 4H21V20H3Z',
  outsideRider: 'M12 2.500A9.5 9.5 0 1 1 11.99 2.500Z',
  insideCarrier: 'M12 2 22 21H2Z',
};

export const placeShapes = {
  warehouse: 'M2 10 12 3 22 10V21H2Z',
  riderBase: 'M2 6H5V12H22V19H19V16H5V19H2Z',
  dropPoint: 'M12 22 5 12.500A8 8 0 1 1 19 12.500Z',
  gate: 'M2 6H22V10H20V20H16V10H8V20H4V10H2Z',
  relay: 'M4 3H20V21H14V14H10V21H4Z',
} as const;
export type PlaceGlyph = keyof typeof placeShapes;

export const placeColours: Readonly<Record<PlaceGlyph, string>> = {
  warehouse: '#15211e',
  riderBase: '#0b4f45',
  dropPoint: '#0b4f45',
  gate: '#940000',
  relay: '#940000',
};

const SCALE = 2;

export function drawGlyphs(chart: Chart): void {
  for (const [shape, outline] of Object.entries(classShapes)) {
    for (const motion of motions) {
      for (const stale of [false, true]) {
        chart.addImage(travellerGlyph(shape, motion, stale), traveller(outline, motion, stale), { pixelRatio: SCALE });
      }
    }
  }
  for (const [kind, outline] of Object.entries(placeShapes)) {
    const colour = kind in placeColours ? placeColours[kind as PlaceGlyph] : '#000';
    chart.addImage(`place-${kind}`, filled(outline, colour), { pixelRatio: SCALE });
  }
  for (const [zoneClass, colour] of Object.entries(zoneColours)) {
    chart.addImage(`zone-${zoneClass}`, hatch(zoneClass, colour), { pixelRatio: SCALE });
  }
}

export function travellerGlyph(travellerClass: string, motion: Motion, stale: boolean): string {
  return `traveller-${travellerClass}-${motion}${stale ? '-stale' : ''}`;
}

/** Filled while it is fresh, hollow once nobody has heard of it for a while. */
function traveller(outline: string, motion: Motion, stale: boolean): ImageData {
  return picture(28, (pen) => {
    pen.translate(2, 2);
    const shape = new Path2D(outline);
    const colour = motionColours[motion];
    pen.lineJoin = 'round';
    pen.strokeStyle = '#fff';
    pen.lineWidth = 5;
    pen.stroke(shape);
    pen.fillStyle = stale ? '#fff' : colour;
    pen.fill(shape);
    pen.strokeStyle = colour;
    pen.lineWidth = 2.5;
    pen.stroke(shape);
    pen.strokeStyle = stale ? colour : '#fff';
    pen.stroke(new Path2D(motionMarks[motion]));
  });
}

function filled(outline: string, colour: string): ImageData {
  return picture(24, (pen) => {
    const shape = new Path2D(outline);
    pen.lineJoin = 'round';
    pen.strokeStyle = '#fff';
    pen.lineWidth = 4;
    pen.stroke(shape);
    pen.fillStyle = colour;
    pen.fill(shape);
  });
}

/** Each class has its own hatch, so that it is known without its colour. */
function hatch(zoneClass: string, colour: string): ImageData {
  return picture(16, (pen) => {
    pen.strokeStyle = colour;
    pen.fillStyle = colour;
    pen.globalAlpha = 0.45;
    pen.lineWidth = 1.5;
    if (zoneClass === 'precaution') return pen.fillRect(7, 7, 2, 2);
    for (const shift of [-16, 0, 16]) {
      pen.beginPath();
      pen.moveTo(shift, 16);
      pen.lineTo(shift + 16, 0);
      if (zoneClass === 'sealed') {
        pen.moveTo(shift, 0);
        pen.lineTo(shift + 16, 16);
      }
      pen.stroke();
    }
  });
}

type Pen = OffscreenCanvasRenderingContext2D;

function picture(size: number, draw: (pen: Pen) => void): ImageData {
  const pixels = size * SCALE;
  const pen = new OffscreenCanvas(pixels, pixels).getContext('2d');
  if (!pen) throw new Error('this browser draws no pictures');
  pen.scale(SCALE, SCALE);
  draw(pen);
  return pen.getImageData(0, 0, pixels, pixels);
}
