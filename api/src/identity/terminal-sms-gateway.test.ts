import { Writable } from 'node:stream';
import { smsGatewayContract } from './sms-gateway.contract.ts';
import { terminalSmsGateway } from './terminal-sms-gateway.ts';

smsGatewayContract('terminal', () => {
  let text = '';
  let broken = false;
  const terminal = new Writable({
    write(chunk, _encoding, done) {
      if (broken) return done(new Error('gone'));
      text += String(chunk);
      done();
    },
  });
  // A stream that fails says so twice: to the writer and as an event that nobody needs here.
  terminal.on('error', () => undefined);
  return {
    gateway: terminalSmsGateway(terminal),
    sent: () => text,
    breakDown: () => {
      broken = true;
    },
  };
});
