/** A line that tells what is being done, and how far it is. */
export interface ProgressLine {
  /** `done` in [0, 1] where it is known. */
  show(what: string, done?: number): void;
  end(): void;
}

/** Rewrites one line at a terminal; elsewhere prints each step once. */
export function progressLine(stream: NodeJS.WriteStream): ProgressLine {
  let shown = '';
  return {
    show(what, done) {
      const line = done === undefined ? what : `${what}: ${Math.floor(done * 100)} %`;
      if (stream.isTTY) stream.write(`\r\u001b[K${line}`);
      else if (what !== shown) stream.write(`${what}\n`);
      shown = what;
    },
    end() {
      if (stream.isTTY && shown !== '') stream.write('\r\u001b[K');
      shown = '';
    },
  };
}
