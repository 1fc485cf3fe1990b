import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, keyed } from '../../../shared/api/answer.ts';
import { v1 } from '../../../shared/api/client.ts';
import { useIntent } from '../../../shared/api/intent.ts';

type ZoneInput = Parameters<typeof v1.zones.$post>[0]['json'];

export function useDeclare() {
  const queries = useQueryClient();
  const intent = useIntent();
  return useMutation({
    mutationFn: (json: ZoneInput) =>
      answer(v1.zones.$post({ json, header: keyed(intent.keyFor(JSON.stringify(json))) })),
    onSettled: (_zone, error) => {
      intent.settle(error);
      for (const key of ['zones', 'map', 'routes', 'route', 'fleet']) {
        void queries.invalidateQueries({ queryKey: [key] });
      }
    },
  });
}
