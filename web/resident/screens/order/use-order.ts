import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, keyed } from '../../../shared/api/answer.ts';
import { v1 } from '../../../shared/api/client.ts';
import { useIntent } from '../../../shared/api/intent.ts';
import { POLL_MS } from '../../../shared/api/live.ts';

export function useOrder(id: string) {
  return useQuery({
    queryKey: ['order', id],
    queryFn: () => answer(v1.orders[':id'].$get({ param: { id } })),
    refetchInterval: POLL_MS,
  });
}

export function useCancel(id: string) {
  const queries = useQueryClient();
  const intent = useIntent();
  return useMutation({
    mutationFn: () => answer(v1.orders[':id'].cancel.$post({ param: { id }, header: keyed(intent.keyFor(id)) })),
    onSuccess: (order) => queries.setQueryData(['order', id], order),
    onSettled: (_order, error) => {
      intent.settle(error);
      for (const key of ['order', 'orders', 'shelf']) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
}
