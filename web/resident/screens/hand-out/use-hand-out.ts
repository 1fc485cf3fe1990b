import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, keyed } from '../../../shared/api/answer.ts';
import { v1 } from '../../../shared/api/client.ts';
import { useIntent } from '../../../shared/api/intent.ts';
import { useMe } from '../../../shared/api/session-gate.tsx';

export interface HandOutPlace {
  readonly kind: 'dropPoint' | 'gate';
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** The drop points that I look after and the gates that I keep, with their names. */
export function useMyPlaces() {
  const { dropPointIds, gateIds } = useMe();
  return useQuery({
    queryKey: ['map', 'handOut', dropPointIds, gateIds],
    queryFn: async (): Promise<HandOutPlace[]> => {
      const { dropPoints, gates } = await answer(v1.map.$get());
      return [
        ...dropPoints
          .filter(({ id }) => dropPointIds.includes(id))
          .map((each) => ({ kind: 'dropPoint' as const, ...each })),
        ...gates
          .filter(({ id }) => gateIds.includes(id))
          .map(({ id, nameZh }) => ({ kind: 'gate' as const, id, nameZh, nameEn: nameZh })),
      ];
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export interface Pickup {
  readonly place: Pick<HandOutPlace, 'kind' | 'id'>;
  readonly pickupCode: string;
}

export function useHandOut() {
  const intent = useIntent();
  return useMutation({
    mutationFn: ({ place, pickupCode }: Pickup) => {
      const json = place.kind === 'gate' ? { gateId: place.id, pickupCode } : { dropPointId: place.id, pickupCode };
      return answer(v1.pickups.$post({ json, header: keyed(intent.keyFor(JSON.stringify(json))) }));
    },
    onSettled: (_done, error) => intent.settle(error),
  });
}
