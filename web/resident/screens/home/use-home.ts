import { useQuery } from '@tanstack/react-query';
import { answer } from '../../../shared/api/answer.ts';
import { v1 } from '../../../shared/api/client.ts';

export function useHome() {
  return useQuery({ queryKey: ['home'], queryFn: () => answer(v1.home.$get()) });
}
