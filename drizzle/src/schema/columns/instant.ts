import { customType } from 'drizzle-orm/pg-core';

/** A UTC instant: a Date in code on both drivers, whichever of text and Date the driver hands over. */
export const instant = customType<{ data: Date; driverData: unknown }>({
  dataType: () => 'timestamp with time zone',
  toDriver: (value) => value.toISOString(),
  fromDriver: (value) => (value instanceof Date ? value : new Date(String(value))),
});
