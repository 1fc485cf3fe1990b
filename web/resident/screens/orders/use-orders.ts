import { useInfiniteQuery } from '@tanstack/react-query';
import { answer } from '../../../shared/api/answer.ts';
import { v1 } from '../../../shared/api/client.ts';

export function useOrders() {
  return useInfiniteQuery({
    queryKey: ['orders'],
    queryFn: ({ pageParam }) => answer(v1.orders.$get({ query: { cursor: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}
