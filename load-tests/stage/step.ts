/** Says how a step of a run went; 1 for each that failed. */
export function step(name: string, status: number | null): number {
  console.log(`${name}: ${status === 0 ? 'passed' : `failed (exit ${status})`}`);
  return status === 0 ? 0 : 1;
}
