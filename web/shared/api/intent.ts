import { useRef } from 'react';
import { newKey } from './answer.ts';
import { isPassing } from './failure.ts';

/**
 * The key of what a person means to do: the same for every try of the same thing, so that a double tap or a repeat after a
 * lost answer is one deed. A new thing, or a settled answer, begins a new key.
 */
export function useIntent() {
  const current = useRef<{ readonly about: string; readonly key: string } | undefined>(undefined);
  return {
    keyFor(about: string): string {
      if (current.current?.about !== about) current.current = { about, key: newKey() };
      return current.current.key;
    },
    settle(error?: unknown): void {
      if (!error || !isPassing(error)) current.current = undefined;
    },
  };
}
