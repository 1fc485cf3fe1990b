import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderRowKinds, folderRows } from '@baogong/drizzle/city/folder';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import { distanceM } from '@baogong/drizzle/rules/geo';
import { profiles } from '@baogong/drizzle/rules/vocabulary';
import { afterAll, describe, expect, it } from 'vitest';
import { populate } from '../populate.ts';
import { openSites } from '../street-sites.ts';
import { writeFolder } from '../write-folder.ts';
import { planShatou } from './plan-shatou.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'baogong-shatou-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const small = { name: 'shatou', seed: 1, scale: 0.1 };

describe('the Shatou sub-district', () => {
  it('is the same to the byte for the same seed and scale, and another for another seed', () => {
    const hash = (seed: number) =>
      writeFolder({ dataDir, plan: planShatou({ ...small, seed }), force: true }).folderHash;
    expect(hash(1)).toBe(hash(1));
    expect(hash(2)).not.toBe(hash(1));
  });

  it('has its twelve communities, 480 buildings and 12,000 households at full scale', () => {
    const plan = planShatou({ ...small, scale: 1 });
    const rows = populate(plan);
    expect(plan.communities.map(({ nameZh }) => nameZh)).toContain('沙嘴社区');
    expect(plan.communities).toHaveLength(12);
    expect(rows.jurisdictions.filter(({ level }) => level === 'building')).toHaveLength(480);
    expect(rows.households).toHaveLength(12_000);
    expect(rows.skus).toHaveLength(60);
    for (const community of plan.communities) expect([3, 4]).toContain(community.grids.length);
  });

  it('holds only rows that the loader takes', () => {
    const rows = populate(planShatou(small));
    for (const kind of folderRowKinds) for (const row of rows[kind]) folderRows[kind].parse(row);
  });

  it.each([1, 2, 3])(
    'puts every place on the one piece of streets that cars, bicycles and feet share (seed %i)',
    (seed) => {
      const plan = planShatou({ ...small, seed, scale: 1 });
      const sites = openSites(plan.network);
      const places: LngLat[] = [plan.warehouses.subdistrict.point, plan.warehouses.district.point];
      for (const { point } of plan.bases) places.push(point);
      for (const { grids, gates } of plan.communities) {
        for (const { dropPoint, buildings } of grids)
          places.push(dropPoint.point, ...buildings.map(({ point }) => point));
        for (const { point, innerPoint } of gates) places.push(point, innerPoint);
      }
      for (const place of places) {
        const site = sites.nearest(place, 1);
        expect(site, `place at ${place}`).toBeDefined();
        for (const profile of profiles) expect(site?.pieces[profile]).toBe(0);
      }
    },
  );

  it('has its riders within 600 m of the sub-district warehouse', () => {
    const { bases, warehouses } = planShatou(small);
    for (const { point } of bases) expect(distanceM(point, warehouses.subdistrict.point)).toBeLessThan(600);
  });
});
