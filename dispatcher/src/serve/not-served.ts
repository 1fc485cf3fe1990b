/** A process that may not start as things are; the message is for whoever runs it and says what to do. */
export class NotServed extends Error {}
