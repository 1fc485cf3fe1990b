import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, keyed } from '../../../shared/api/answer.ts';
import { v1 } from '../../../shared/api/client.ts';
import { useIntent } from '../../../shared/api/intent.ts';

export function useShelf() {
  return useQuery({ queryKey: ['shelf'], queryFn: async () => (await answer(v1.shelf.$get())).items });
}

export interface OrderLine {
  readonly skuId: string;
  readonly quantity: number;
}

/** A double tap, or a repeat after a lost answer, is one order. */
export function usePlaceOrder() {
  const queries = useQueryClient();
  const intent = useIntent();
  return useMutation({
    mutationFn: (lines: OrderLine[]) =>
      answer(v1.orders.$post({ json: { lines }, header: keyed(intent.keyFor(JSON.stringify(lines))) })),
    onSuccess: (order) => queries.setQueryData(['order', order.id], order),
    onSettled: (_order, error) => {
      intent.settle(error);
      for (const key of ['shelf', 'orders']) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
}
