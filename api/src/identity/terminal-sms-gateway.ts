import { Unavailable } from '@baogong/drizzle/rules/refusal';
import type { SmsGateway } from './sms-gateway.ts';

/** For demos: the terminal is the phone. It is no log: it goes to a person who sits before it. */
export function terminalSmsGateway(terminal: NodeJS.WritableStream): SmsGateway {
  return {
    send: ({ phone, text }) =>
      new Promise((resolve, reject) => {
        terminal.write(`SMS to ${phone}: ${text}\n`, (error) =>
          error ? reject(new Unavailable('the terminal cannot be written to', { cause: error })) : resolve(),
        );
      }),
  };
}
