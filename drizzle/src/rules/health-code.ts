import type { CodeDemand, Duty, Policy } from './policy.ts';
import type { Verdict } from './refusal.ts';
import { accepted, refused } from './verdict.ts';
import type { HealthColour } from './vocabulary.ts';

/** One recorded fact. A `code` has a colour from `validFrom` on; a `test` is a negative sample taken at `validFrom`. */
export interface HealthFact {
  readonly kind: 'code' | 'test';
  readonly colour: HealthColour | null;
  readonly validFrom: Date;
  /** When a colour runs out, if it does; the window of a test is policy. */
  readonly validTo: Date | null;
  readonly recordedAt: Date;
}

interface Asked {
  /** In the order in which they were recorded. */
  readonly facts: readonly HealthFact[];
  readonly policy: Policy;
  readonly duty: Duty;
  /** The duty is done in a sealed zone, whose carriers may work under another rule. */
  readonly sealed?: boolean;
  /** Code and test must be valid at every instant from `from` to `to`, both included. */
  readonly from: Date;
  readonly to: Date;
  /** Who asks now cannot know what is recorded later. */
  readonly askedAt: Date;
}

/** May this person do the duty throughout the time? The answer is until when the code would stay valid. */
export function healthVerdict(asked: Asked): Verdict<{ readonly validUntil: Date }> {
  const { from, to } = asked;
  const demand = codeDemandOf(asked.policy, asked.duty, asked.sealed);
  const known = asked.facts.filter((fact) => fact.recordedAt <= asked.askedAt);

  // Colours may begin or run out within the duty, so it is judged at its ends and at each such turn.
  const turns = known.flatMap(({ validFrom, validTo }) => (validTo ? [validFrom, validTo] : [validFrom]));
  for (const instant of [from, ...turns.filter((turn) => from < turn && turn < to), to]) {
    const code = codeAt(known, instant);
    if (!code?.colour || !demand.colours.includes(code.colour)) {
      return refused('healthCodeNotValid', { colour: code?.colour ?? null, at: instant, accepted: demand.colours });
    }
    if (code.validTo && code.validTo <= instant) {
      return refused('healthCodeNotValid', { validUntil: code.validTo, neededUntil: to });
    }
  }

  const testUntil = testValidUntil(known, from, demand);
  if (!testUntil || to >= testUntil) return refused('testExpired', { validUntil: testUntil, neededUntil: to });

  const codeUntil = codeAt(known, to)?.validTo;
  return accepted({ validUntil: codeUntil && codeUntil < testUntil ? codeUntil : testUntil });
}

/** What a duty demands: the exception for sealed zones where there is one, else the rule. */
export function codeDemandOf(policy: Policy, duty: Duty, sealed = false): CodeDemand {
  return (sealed ? policy.sealedCodeDemands[duty] : undefined) ?? policy.codeDemands[duty];
}

/** The latest recorded colour that has begun by then; of two recorded at once, the later in the list. */
function codeAt(facts: readonly HealthFact[], instant: Date): HealthFact | undefined {
  let found: HealthFact | undefined;
  for (const fact of facts) {
    if (fact.kind !== 'code' || fact.validFrom > instant) continue;
    if (!found || fact.recordedAt >= found.recordedAt) found = fact;
  }
  return found;
}

/** The youngest sample decides, because a result that was entered late takes nothing from a newer one. */
function testValidUntil(facts: readonly HealthFact[], from: Date, demand: CodeDemand): Date | null {
  const samples = facts.filter((fact) => fact.kind === 'test' && fact.validFrom <= from);
  if (samples.length === 0) return null;

  const youngest = Math.max(...samples.map((sample) => sample.validFrom.getTime()));
  return new Date(youngest + demand.testWindowHours * 3_600_000);
}
