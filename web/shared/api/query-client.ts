import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isPassing, Refused } from './failure.ts';

const RETRIES_MAX = 2;
const FRESH_MS = 5_000;

/** One cache for a window. A session that has ended anywhere has ended everywhere. */
export function makeQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof Refused && error.problem.status === 401) client.setQueryData(['me'], null);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        networkMode: 'always',
        retry: (failures, error) => isPassing(error) && failures < RETRIES_MAX,
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}
