import type { Clock } from '@baogong/drizzle/database/clock';
import type { Database } from '@baogong/drizzle/database/port';
import type { SessionView } from '@baogong/drizzle/queries/identity/session-of-token';
import type { Logger } from 'pino';
import type { ApiConfig } from './config.ts';
import type { SmsGateway } from './identity/sms-gateway.ts';
import type { MakeTryLimit } from './identity/try-limit.ts';

/** What the counter is given by a composition root; nothing else is reached for. */
export interface Deps {
  readonly database: Database;
  readonly clock: Clock;
  readonly smsGateway: SmsGateway;
  readonly config: ApiConfig;
  readonly logger: Logger;
  /** Only where time is simulated: runs everything that falls due until `to`, and resolves when all is quiet. */
  readonly simulation?: { advance(to: Date): Promise<void> };
  /** The city was drawn for a demonstration: nobody in it is real, and drives are played at any speed. */
  readonly demonstration?: boolean;
  /** Counts guesses over all counters of a city; left out, each counts its own. */
  readonly tryLimit?: MakeTryLimit;
  /** What else must answer before this counter is ready, by name. */
  readonly parts?: Readonly<Record<string, () => Promise<void>>>;
  /** The folder of the built windows. */
  readonly pages?: string;
}

export interface AppEnv {
  Variables: {
    requestId: string;
    logger: Logger;
    /** Who asks, when the token holds. */
    session: SessionView | undefined;
    tokenGiven: boolean;
  };
}
