import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, keyed } from '../../../shared/api/answer.ts';
import { v1 } from '../../../shared/api/client.ts';
import { useIntent } from '../../../shared/api/intent.ts';

export function useLift() {
  const queries = useQueryClient();
  const intent = useIntent();
  return useMutation({
    mutationFn: (id: string) => answer(v1.zones[':id'].lift.$post({ param: { id }, header: keyed(intent.keyFor(id)) })),
    onSettled: (_zone, error) => {
      intent.settle(error);
      for (const key of ['zones', 'map', 'routes', 'route']) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
}
