import { Unavailable } from '@baogong/drizzle/rules/refusal';

/** What a process needs, each with a question that throws when it is missing. */
export type Parts = Readonly<Record<string, () => Promise<void>>>;

const ASK_MAX_MS = 3_000;

/** The parts that do not answer now, by name, with the reason. */
export async function missingParts(parts: Parts): Promise<Record<string, string>> {
  const asked = await Promise.all(
    Object.entries(parts).map(async ([name, ask]) => {
      const late = new Promise<never>((_resolve, reject) => {
        setTimeout(() => reject(new Unavailable(`no answer within ${ASK_MAX_MS} ms`)), ASK_MAX_MS).unref();
      });
      try {
        await Promise.race([ask(), late]);
        return [];
      } catch (error) {
        return [[name, error instanceof Error ? error.message : String(error)] as const];
      }
    }),
  );
  return Object.fromEntries(asked.flat());
}
