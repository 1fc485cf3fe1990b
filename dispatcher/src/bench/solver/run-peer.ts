import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Instance } from '../../solver/flat/instance.ts';
import { judgeInstancePlan } from '../../solver/judge/judge-instance-plan.ts';

export const peerNames = ['pyvrp', 'vroom'] as const;
export type PeerName = (typeof peerNames)[number];

/** Whether the peer's Python package can be imported. */
export function isAtHand(peer: PeerName, python: string): boolean {
  return spawnSync(python, ['-c', `import ${peer}`], { stdio: 'ignore' }).status === 0;
}

/** The peer's plan for an instance, judged like ours; null where it has no answer or does not know the family. */
export function runPeer(
  peer: PeerName,
  asked: {
    readonly python: string;
    readonly file: string;
    readonly timeS: number;
    readonly seed: number;
    readonly instance: Instance;
  },
): { cost: number; cpuS: number; feasible: boolean } | null {
  const { python, file, timeS, seed, instance } = asked;
  const script = fileURLToPath(new URL(`./peers/${peer}_peer.py`, import.meta.url));
  const args = [script, file, String(timeS), String(seed), instance.rounding];
  const { status, stdout } = spawnSync(python, args, { encoding: 'utf8', timeout: (timeS * 4 + 60) * 1000 });
  if (status !== 0) return null;
  const { routes, cpuS }: { routes: number[][]; cpuS: number } = JSON.parse(stdout);
  const verdict = judgeInstancePlan(instance, routes);
  return { cost: verdict.cost, cpuS, feasible: verdict.broken.length === 0 };
}
