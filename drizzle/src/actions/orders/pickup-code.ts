const DIGITS = 6;

/** What a resident says or shows to get the boxes; short enough to be read out, and no more secret than that. */
export function newPickupCode(): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return String(random % 10 ** DIGITS).padStart(DIGITS, '0');
}
