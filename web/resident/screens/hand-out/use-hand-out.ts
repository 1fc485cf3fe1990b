import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, keyed } from '../../../shared/api/answer.ts';
import { v1 } from '../../../shared/api/client.ts';
import { useIntent } from '../../../shared/api/intent.ts';
import { useMe } from '../../../shared/api/session-gate.tsx';

/** The drop points that I look after, with their names. */
export function useMyDropPoints() {
  const { dropPointIds } = useMe();
  return useQuery({
    queryKey: ['map', 'dropPoints'],
    queryFn: async () => {
      const { dropPoints } = await answer(v1.map.$get());
      return dropPoints.filter(({ id }) => dropPointIds.includes(id));
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export interface Pickup {
  readonly dropPointId: string;
  readonly pickupCode: string;
}

export function useHandOut() {
  const intent = useIntent();
  return useMutation({
    mutationFn: (json: Pickup) =>
      answer(v1.pickups.$post({ json, header: keyed(intent.keyFor(JSON.stringify(json))) })),
    onSettled: (_done, error) => intent.settle(error),
  });
}
