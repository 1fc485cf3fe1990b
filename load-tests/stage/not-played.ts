/** A run could not begin or came to nothing; the message is one sentence for people. */
export class NotPlayed extends Error {}
