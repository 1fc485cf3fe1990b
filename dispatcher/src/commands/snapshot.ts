import { ensureSnapshot } from '@baogong/drizzle/database/snapshot';
import { migrateQueues, queueSchemaKey } from '../queues/migrate-queues.ts';

await ensureSnapshot({ also: { key: queueSchemaKey, migrate: migrateQueues } });
