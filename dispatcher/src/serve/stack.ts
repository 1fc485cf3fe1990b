/** What has been opened, closed again in the opposite order: what came last stands on what came before. */
export class Stack {
  readonly #closing: (() => unknown)[] = [];

  push(close: () => unknown): void {
    this.#closing.push(close);
  }

  async close(): Promise<void> {
    for (const close of this.#closing.splice(0).reverse()) await close();
  }
}
