import '../bench/solver-smoke.ts';
