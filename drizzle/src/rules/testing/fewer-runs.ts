import fc from 'fast-check';

/** Mutation testing runs every property some thousand times over; a wrong rule shows within a few cases. */
fc.configureGlobal({ numRuns: 30 });
