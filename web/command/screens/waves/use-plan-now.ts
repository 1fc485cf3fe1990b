import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, keyed } from '../../../shared/api/answer.ts';
import { v1 } from '../../../shared/api/client.ts';
import { useIntent } from '../../../shared/api/intent.ts';

export function usePlanNow() {
  const queries = useQueryClient();
  const intent = useIntent();
  return useMutation({
    mutationFn: () => answer(v1.waves.$post({ header: keyed(intent.keyFor('wave')) })),
    onSettled: (_wave, error) => {
      intent.settle(error);
      void queries.invalidateQueries({ queryKey: ['waves'] });
    },
  });
}
