const signals = { SIGINT: 130, SIGTERM: 143 } as const;

/** Who is asked to end does so as at any other end, and takes the processes with him that he keeps running. */
export function endOnSignal(): void {
  for (const [signal, code] of Object.entries(signals)) process.once(signal, () => process.exit(code));
}
