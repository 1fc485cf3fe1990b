import type { FolderRow } from '@baogong/drizzle/city/folder';

type Sku = Omit<FolderRow<'skus'>, 'id' | 'code'> & {
  /** Scarce goods run out on a busy day, so that refusals are part of it. */
  readonly scarce?: true;
};

type Line = readonly [
  nameZh: string,
  nameEn: string,
  grams: number,
  millilitres: number,
  ceilingYuan: number,
  quota: number,
];

const ambient: readonly Line[] = [
  ['东北大米 5 千克', 'Rice, 5 kg', 5_000, 6_200, 39.9, 2],
  ['丝苗米 2.5 千克', 'Jasmine rice, 2.5 kg', 2_500, 3_100, 24.9, 3],
  ['中筋面粉 2 千克', 'Wheat flour, 2 kg', 2_000, 3_000, 15.9, 2],
  ['挂面 900 克', 'Dried noodles, 900 g', 900, 1_300, 9.9, 5],
  ['方便面 5 连包', 'Instant noodles, 5 pack', 520, 3_200, 14.5, 4],
  ['河粉干 400 克', 'Dried rice noodles, 400 g', 400, 1_100, 8.8, 5],
  ['小米 1 千克', 'Millet, 1 kg', 1_000, 1_250, 12.8, 3],
  ['燕麦片 700 克', 'Rolled oats, 700 g', 700, 1_900, 16.8, 3],
  ['花生油 1.8 升', 'Peanut oil, 1.8 l', 1_750, 2_200, 49.9, 2],
  ['菜籽油 1.8 升', 'Rapeseed oil, 1.8 l', 1_740, 2_200, 36.9, 2],
  ['生抽 500 毫升', 'Light soy sauce, 500 ml', 900, 700, 9.9, 3],
  ['食盐 400 克', 'Salt, 400 g', 400, 320, 3, 4],
  ['白砂糖 1 千克', 'Sugar, 1 kg', 1_000, 1_150, 9.5, 3],
  ['豆豉鲮鱼罐头 227 克', 'Dace with black beans, 227 g', 300, 260, 19.9, 4],
  ['午餐肉罐头 340 克', 'Luncheon meat, 340 g', 420, 400, 18.9, 4],
  ['黄豆 500 克', 'Soya beans, 500 g', 500, 650, 6.5, 4],
  ['绿豆 500 克', 'Mung beans, 500 g', 500, 620, 8.5, 4],
  ['木耳干 150 克', 'Dried wood ear, 150 g', 150, 1_200, 15.9, 3],
  ['苏打饼干 400 克', 'Crackers, 400 g', 420, 2_000, 12.9, 4],
  ['瓶装水 1.5 升', 'Drinking water, 1.5 l', 1_540, 1_700, 3.5, 10],
  ['纯牛奶（常温）1 升', 'Long-life milk, 1 l', 1_050, 1_150, 12.9, 8],
  ['婴儿奶粉 800 克', 'Infant formula, 800 g', 1_000, 2_400, 268, 2],
  ['米粉（婴儿）225 克', 'Baby rice cereal, 225 g', 260, 900, 38, 3],
  ['纸尿裤 M 码 40 片', 'Nappies, size M, 40', 1_300, 9_000, 69, 2],
  ['卷筒纸 10 卷', 'Toilet paper, 10 rolls', 1_400, 14_000, 25.9, 2],
  ['抽纸 3 包', 'Facial tissues, 3 packs', 600, 4_500, 12.9, 3],
  ['卫生巾 20 片', 'Sanitary pads, 20', 260, 1_600, 19.9, 4],
  ['洗衣液 2 千克', 'Laundry liquid, 2 kg', 2_150, 2_400, 25.9, 2],
  ['洗洁精 1 千克', 'Washing-up liquid, 1 kg', 1_080, 1_200, 9.9, 2],
  ['香皂 3 块', 'Soap, 3 bars', 380, 420, 12.9, 3],
  ['牙膏 140 克', 'Toothpaste, 140 g', 180, 280, 11.9, 3],
  ['垃圾袋 100 只', 'Bin bags, 100', 500, 900, 12.9, 3],
  ['84 消毒液 500 毫升', 'Disinfectant, 500 ml', 560, 620, 7.9, 3],
  ['医用口罩 50 只', 'Medical masks, 50', 200, 2_200, 25, 2],
];

const produce: readonly Line[] = [
  ['土豆 1 千克', 'Potatoes, 1 kg', 1_000, 1_700, 6.9, 5],
  ['洋葱 1 千克', 'Onions, 1 kg', 1_000, 1_900, 6.5, 4],
  ['胡萝卜 1 千克', 'Carrots, 1 kg', 1_000, 1_800, 6.9, 4],
  ['白萝卜 1.2 千克', 'White radish, 1.2 kg', 1_200, 2_000, 5.9, 4],
  ['冬瓜 2 千克', 'Winter melon, 2 kg', 2_000, 3_200, 8.9, 3],
  ['南瓜 1.5 千克', 'Pumpkin, 1.5 kg', 1_500, 2_600, 8.9, 3],
  ['大白菜 1.5 千克', 'Chinese cabbage, 1.5 kg', 1_500, 3_800, 6.9, 4],
  ['圆白菜 1 千克', 'Cabbage, 1 kg', 1_000, 2_400, 5.9, 4],
  ['苹果 1 千克', 'Apples, 1 kg', 1_000, 2_200, 14.9, 4],
  ['香蕉 1 千克', 'Bananas, 1 kg', 1_000, 2_400, 9.9, 4],
  ['橙子 1 千克', 'Oranges, 1 kg', 1_000, 2_000, 12.9, 4],
];

const chilled: readonly Line[] = [
  ['菜心 500 克', 'Choy sum, 500 g', 500, 1_800, 8.9, 6],
  ['生菜 400 克', 'Lettuce, 400 g', 400, 2_000, 6.5, 6],
  ['番茄 1 千克', 'Tomatoes, 1 kg', 1_000, 1_900, 11.9, 4],
  ['黄瓜 800 克', 'Cucumbers, 800 g', 800, 1_500, 8.9, 4],
  ['鸡蛋 30 枚', 'Eggs, 30', 1_900, 5_400, 32.9, 2],
  ['豆腐 400 克', 'Tofu, 400 g', 450, 520, 4.5, 6],
  ['猪瘦肉 500 克', 'Lean pork, 500 g', 500, 620, 22.9, 4],
  ['鸡腿 800 克', 'Chicken legs, 800 g', 800, 1_000, 19.9, 3],
  ['鲜牛奶 950 毫升', 'Fresh milk, 950 ml', 1_000, 1_100, 17.9, 5],
  ['原味酸奶 8 杯', 'Plain yogurt, 8 cups', 900, 1_400, 19.9, 3],
];

const frozen: readonly Line[] = [
  ['速冻水饺 1 千克', 'Dumplings, frozen, 1 kg', 1_000, 1_800, 25.9, 3],
  ['速冻包子 900 克', 'Buns, frozen, 900 g', 900, 2_600, 19.9, 3],
  ['冻带鱼段 1 千克', 'Hairtail, frozen, 1 kg', 1_000, 1_400, 35.9, 3],
  ['冻牛腩 1 千克', 'Beef brisket, frozen, 1 kg', 1_000, 1_200, 72.9, 2],
  ['冻玉米粒 500 克', 'Sweetcorn, frozen, 500 g', 500, 800, 8.9, 4],
];

const scarceNames: ReadonlySet<string> = new Set([
  'Infant formula, 800 g',
  'Medical masks, 50',
  'Beef brisket, frozen, 1 kg',
]);

/** The sixty goods of a city under supply, in the order of their codes. */
export const catalogue: readonly Sku[] = [
  ...ambient.map((line) => sku(line, 'ambient')),
  ...produce.map((line) => sku(line, 'ambient')),
  ...chilled.map((line) => sku(line, 'chilled')),
  ...frozen.map((line) => sku(line, 'frozen')),
];

function sku(line: Line, temperatureClass: Sku['temperatureClass']): Sku {
  const [nameZh, nameEn, grams, millilitres, ceilingYuan, quotaPerWeek] = line;
  const priceCeilingFen = Math.round(ceilingYuan * 100);
  const goods = { nameZh, nameEn, grams, millilitres, temperatureClass, priceCeilingFen, quotaPerWeek };
  return scarceNames.has(nameEn) ? { ...goods, scarce: true } : goods;
}
