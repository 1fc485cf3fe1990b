/** A text that this device remembers. Browsers may forbid it; then it is forgotten with the page. */
export function keptText(key: string, storage: () => Storage = () => localStorage) {
  return {
    read(): string | null {
      try {
        return storage().getItem(key);
      } catch {
        return null;
      }
    },
    write(text: string | null): void {
      try {
        if (text === null) storage().removeItem(key);
        else storage().setItem(key, text);
      } catch {
        // Forgetting is all that is lost.
      }
    },
  };
}
