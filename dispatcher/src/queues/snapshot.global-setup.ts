import { ensureSnapshot } from '@baogong/drizzle/database/snapshot';
import { ensureTemplate } from '@baogong/drizzle/testing/server-template';
import type { TestProject } from 'vitest/node';
import { migrateQueues, queueSchemaKey } from './migrate-queues.ts';
import '@baogong/drizzle/testing/open-test-database';

/** Runs once before all suites: makes the migrated snapshot, and with DATABASE_URL the database that tests copy. */
export async function setup(project: TestProject): Promise<void> {
  const snapshotFile = await ensureSnapshot({ also: { key: queueSchemaKey, migrate: migrateQueues } });
  project.provide('snapshotFile', snapshotFile);

  const url = process.env.DATABASE_URL;
  const template = url && (await ensureTemplate(url, snapshotFile, [migrateQueues]));
  project.provide('server', url && template ? { url, template } : undefined);
}
