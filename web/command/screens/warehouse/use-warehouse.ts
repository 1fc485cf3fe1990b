import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, keyed } from '../../../shared/api/answer.ts';
import { v1 } from '../../../shared/api/client.ts';
import { useIntent } from '../../../shared/api/intent.ts';
import { POLL_MS } from '../../../shared/api/live.ts';

export function useBalances(id: string) {
  return useQuery({
    queryKey: ['balances', id],
    queryFn: async () => (await answer(v1.warehouses[':id'].balances.$get({ param: { id } }))).items,
    refetchInterval: POLL_MS,
  });
}

/** Changes of a warehouse's goods, each read back at once. */
function useSettled(id: string) {
  const queries = useQueryClient();
  const intent = useIntent();
  const onSettled = (_done: unknown, error: unknown) => {
    intent.settle(error);
    void queries.invalidateQueries({ queryKey: ['balances', id] });
  };
  return { intent, onSettled };
}

export function usePack(id: string) {
  const { intent, onSettled } = useSettled(id);
  return useMutation({
    mutationFn: (limit: number) =>
      answer(
        v1.warehouses[':id'].packs.$post({ param: { id }, header: keyed(intent.keyFor(`${limit}`)), json: { limit } }),
      ),
    onSettled,
  });
}

export function useReceive(id: string) {
  const { intent, onSettled } = useSettled(id);
  return useMutation({
    mutationFn: (line: { skuId: string; quantity: number }) =>
      answer(
        v1.warehouses[':id'].receipts.$post({
          param: { id },
          header: keyed(intent.keyFor(JSON.stringify(line))),
          json: { lines: [line] },
        }),
      ),
    onSettled,
  });
}
