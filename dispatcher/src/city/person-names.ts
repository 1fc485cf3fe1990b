import type { CityRandom } from './random.ts';

const surnames = [...'陈李黄张梁林吴刘杨王郑谢罗周何邓郭蔡曾许彭叶潘苏钟谭江卢胡余冯廖赖朱唐方魏姚范'];
const middles = [...'子志文家美秀国建晓雅嘉伟俊思雨海春明玉永少锦慧'];
const lasts = [...'强华芳敏静丽军杰涛娟燕玲辉鹏霞平波宇浩然欣怡琳轩涵'];

/** A made-up person's name; a fifth have one given character. */
export function personName(random: CityRandom): string {
  const given = random.chance(0.2) ? random.pick(lasts) : random.pick(middles) + random.pick(lasts);
  return random.pick(surnames) + given;
}
