import { CODE_VALID_S } from '@baogong/drizzle/actions/identity/ask-code';
import type { Logger } from 'pino';
import type { Deps } from '../deps.ts';
import { faultOf } from '../reply/fault.ts';

/**
 * Hands a code to the gateway without waiting for it: the answer must take as long for a phone that nobody has. A code
 * that does not arrive is asked for again; the log tells that it was not sent.
 */
export function sendCode(
  { smsGateway }: Pick<Deps, 'smsGateway'>,
  log: Logger,
  to: { phone: string; code: string },
): void {
  const minutes = CODE_VALID_S / 60;
  const text = `【保供】验证码 ${to.code}，${minutes} 分钟内有效，请勿告诉他人。Your code is ${to.code}, valid for ${minutes} minutes.`;
  smsGateway
    .send({ phone: to.phone, text })
    .catch((error: Error) => log.error({ event: 'sms.notSent', fault: faultOf(error) }));
}
