/** Sends short messages to phones. What was sent is never logged. */
export interface SmsGateway {
  /** Resolves when the message is handed over; throws `Unavailable` when it cannot be. */
  send(message: SmsMessage): Promise<void>;
}

export interface SmsMessage {
  readonly phone: string;
  readonly text: string;
}
