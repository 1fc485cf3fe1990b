import { customType } from 'drizzle-orm/pg-core';

/** A path of labels joined by dots; labels hold letters, digits and underscore only (PostgreSQL 15 takes no hyphen). */
export const ltree = customType<{ data: string; driverData: string }>({ dataType: () => 'ltree' });
