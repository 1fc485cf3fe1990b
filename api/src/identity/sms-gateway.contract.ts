import { Unavailable } from '@baogong/drizzle/rules/refusal';
import { describe, expect, it } from 'vitest';
import type { SmsGateway } from './sms-gateway.ts';

export interface SmsGatewayUnderTest {
  readonly gateway: SmsGateway;
  /** What has reached phones so far. */
  readonly sent: () => string;
  /** Makes every later message fail. */
  readonly breakDown: () => void;
}

export function smsGatewayContract(name: string, make: () => SmsGatewayUnderTest): void {
  describe(`SmsGateway: ${name}`, () => {
    it('has handed a message over when it resolves, text and phone whole', async () => {
      const { gateway, sent } = make();
      await gateway.send({ phone: '13800000001', text: '验证码 012345，5 分钟内有效' });
      expect(sent()).toContain('13800000001');
      expect(sent()).toContain('验证码 012345，5 分钟内有效');
    });

    it('keeps the order of messages', async () => {
      const { gateway, sent } = make();
      for (const text of ['first', 'second', 'third']) await gateway.send({ phone: '13800000001', text });
      expect(sent().match(/first|second|third/g)).toEqual(['first', 'second', 'third']);
    });

    it('says that it is unavailable when a message cannot be handed over', async () => {
      const { gateway, breakDown } = make();
      breakDown();
      await expect(gateway.send({ phone: '13800000001', text: 'lost' })).rejects.toThrow(Unavailable);
    });
  });
}
