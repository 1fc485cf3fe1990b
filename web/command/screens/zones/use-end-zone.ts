import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, keyed } from '../../../shared/api/answer.ts';
import { v1 } from '../../../shared/api/client.ts';
import { useIntent } from '../../../shared/api/intent.ts';

export function useEndZone(deed: 'lift' | 'withdraw') {
  const queries = useQueryClient();
  const intent = useIntent();
  return useMutation({
    mutationFn: (id: string) => {
      const call = { param: { id }, header: keyed(intent.keyFor(`${deed} ${id}`)) };
      const zone = v1.zones[':id'];
      return answer(deed === 'lift' ? zone.lift.$post(call) : zone.withdraw.$post(call));
    },
    onSettled: (_zone, error) => {
      intent.settle(error);
      for (const key of ['zones', 'map', 'routes', 'route']) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
}
