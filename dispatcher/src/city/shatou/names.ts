import type { Named } from '../city-plan.ts';

export interface NamedRoad extends Named {
  readonly highway: string;
}

export interface CommunitySite extends Named {
  /** Column from the west, row from the south, of the grid of main roads. */
  readonly column: number;
  readonly row: number;
  /** Urban villages are dense grids of lanes; elsewhere there are walled estates. */
  readonly village: boolean;
  /** Residential quarters of four; the rest is a park. */
  readonly quarters: 3 | 4;
}

/** From south to north. */
export const eastWestRoads: readonly NamedRoad[] = [
  { nameZh: '红树林路', nameEn: 'Hongshulin Road', highway: 'secondary' },
  { nameZh: '福荣路', nameEn: 'Furong Road', highway: 'secondary' },
  { nameZh: '福强路', nameEn: 'Fuqiang Road', highway: 'primary' },
  { nameZh: '滨河大道', nameEn: 'Binhe Boulevard', highway: 'primary' },
];

/** From west to east. */
export const northSouthRoads: readonly NamedRoad[] = [
  { nameZh: '泰然一路', nameEn: 'Tairan 1st Road', highway: 'secondary' },
  { nameZh: '香蜜湖路', nameEn: 'Xiangmihu Road', highway: 'primary' },
  { nameZh: '沙嘴路', nameEn: 'Shazui Road', highway: 'secondary' },
  { nameZh: '新洲路', nameEn: 'Xinzhou Road', highway: 'primary' },
  { nameZh: '益田路', nameEn: 'Yitian Road', highway: 'primary' },
];

/** The residential streets through the middle of each row and column of blocks. */
export const rowStreets: readonly Named[] = [
  { nameZh: '沙尾路', nameEn: 'Shawei Road' },
  { nameZh: '新沙路', nameEn: 'Xinsha Road' },
  { nameZh: '金地一路', nameEn: 'Jindi 1st Road' },
];
export const columnStreets: readonly Named[] = [
  { nameZh: '下沙路', nameEn: 'Xiasha Road' },
  { nameZh: '上沙路', nameEn: 'Shangsha Road' },
  { nameZh: '金碧路', nameEn: 'Jinbi Road' },
  { nameZh: '新洲二街', nameEn: 'Xinzhou 2nd Street' },
];

export const communitySites: readonly CommunitySite[] = [
  { nameZh: '上沙', nameEn: 'Shangsha', column: 1, row: 1, village: true, quarters: 4 },
  { nameZh: '下沙', nameEn: 'Xiasha', column: 0, row: 1, village: true, quarters: 4 },
  { nameZh: '沙尾', nameEn: 'Shawei', column: 2, row: 0, village: true, quarters: 4 },
  { nameZh: '沙嘴', nameEn: 'Shazui', column: 2, row: 1, village: true, quarters: 4 },
  { nameZh: '新洲', nameEn: 'Xinzhou', column: 3, row: 2, village: false, quarters: 4 },
  { nameZh: '金地', nameEn: 'Jindi', column: 1, row: 2, village: false, quarters: 4 },
  { nameZh: '新沙', nameEn: 'Xinsha', column: 2, row: 2, village: false, quarters: 4 },
  { nameZh: '新华', nameEn: 'Xinhua', column: 3, row: 1, village: false, quarters: 4 },
  { nameZh: '天安', nameEn: "Tian'an", column: 0, row: 2, village: false, quarters: 3 },
  { nameZh: '翠湾', nameEn: 'Cuiwan', column: 1, row: 0, village: false, quarters: 3 },
  { nameZh: '金城', nameEn: 'Jincheng', column: 3, row: 0, village: false, quarters: 4 },
  { nameZh: '金碧', nameEn: 'Jinbi', column: 0, row: 0, village: false, quarters: 3 },
];

/** One for each quarter of a block. */
export const estateSuffixes: readonly Named[] = [
  { nameZh: '花园', nameEn: 'Garden' },
  { nameZh: '雅苑', nameEn: 'Court' },
  { nameZh: '名庭', nameEn: 'Residence' },
  { nameZh: '家园', nameEn: 'Homes' },
];
export const villageSuffixes: readonly Named[] = [
  { nameZh: '东村', nameEn: 'East Village' },
  { nameZh: '西村', nameEn: 'West Village' },
  { nameZh: '南村', nameEn: 'South Village' },
  { nameZh: '北村', nameEn: 'North Village' },
];
