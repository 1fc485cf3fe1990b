/** First come, first served. A release always goes through the event loop, so that a chain of holders cannot starve timers and sockets. */
export class FifoLock {
  #held = false;
  readonly #waiting: (() => void)[] = [];

  async acquire(): Promise<void> {
    if (!this.#held) {
      this.#held = true;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  release(): void {
    setImmediate(() => {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#held = false;
    });
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.acquire();
    try {
      return await work();
    } finally {
      this.release();
    }
  }
}
