import { useQuery } from '@tanstack/react-query';
import { answer } from './answer.ts';
import { client } from './client.ts';

/** How the server runs: on one machine for itself it is a demonstration, and its clock may be a stepped one. */
export function useServerMode() {
  const { data } = useQuery({
    queryKey: ['readyz'],
    queryFn: () => answer(client.readyz.$get()),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { isDemo: data?.engine === 'pglite', isStepped: data?.clock === 'stepped' };
}
