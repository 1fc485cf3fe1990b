/** Five digits by chance and one that checks them: short enough to be said aloud, and a slip of the tongue is noticed. */
const DIGITS = 5;

/** The totally anti-symmetric quasigroup of Damm (2004): it notices every single wrong digit and every swap of neighbours. */
const damm = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

function check(digits: string): number {
  return [...digits].reduce((interim, digit) => damm[interim]?.[Number(digit)] ?? 0, 0);
}

/** A new code from chance in [0, 1). */
export function pickupCode(chance: number): string {
  const digits = String(Math.floor(chance * 10 ** DIGITS)).padStart(DIGITS, '0');
  return `${digits}${check(digits)}`;
}

/** What a person typed or said, as plain digits: full-width ones, spaces and hyphens are common. */
export function normalPickupCode(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '');
}

/** Is it a code at all, before anything is looked up? */
export function isPickupCode(typed: string): boolean {
  const code = normalPickupCode(typed);
  return /^\d{6}$/.test(code) && check(code) === 0;
}

/** Are the two codes the same? The time taken says nothing about where they differ. */
export function samePickupCode(typed: string, kept: string): boolean {
  const code = normalPickupCode(typed);
  let difference = code.length ^ kept.length;
  for (let i = 0; i < kept.length; i++)
    difference |= code.charCodeAt(i % Math.max(1, code.length)) ^ kept.charCodeAt(i);
  return difference === 0;
}
