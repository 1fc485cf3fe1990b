import { clockOf } from '@baogong/drizzle/database/clock';
import { openServer } from '@baogong/drizzle/database/open-server';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { readServerConfig } from './config.ts';
import { terminalSmsGateway } from './identity/terminal-sms-gateway.ts';
import { listen } from './server.ts';

/** The counter as a process of its own, beside others like it and beside dispatchers. */
async function main(): Promise<void> {
  const config = readServerConfig();
  const logger = pino({ level: config.api.logLevel });
  const database = await openServer({ url: config.databaseUrl, poolSizeMax: config.poolSizeMax });
  const app = createApp({
    database,
    clock: await clockOf(database),
    smsGateway: terminalSmsGateway(process.stderr),
    config: config.api,
    logger,
    ...(config.pages && { pages: config.pages }),
  });
  const server = await listen({ app, host: config.host, port: config.port });
  logger.info({ event: 'api.listening', address: server.address });

  const stop = () => {
    server
      .close()
      .then(() => database.close())
      .catch((error: unknown) => {
        logger.error({ event: 'api.notClosed', err: error });
        process.exitCode = 1;
      });
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
