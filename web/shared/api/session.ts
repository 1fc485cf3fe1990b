import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { answer } from './answer.ts';
import { v1 } from './client.ts';
import { Refused } from './failure.ts';
import type { Me } from './types.ts';

let link = takeLink();

/** A one-time link is spent at once and must not stay in the address, where it would be shared or kept. */
function takeLink(): string | undefined {
  const found = /^#link=([\w-]+)$/.exec(location.hash)?.[1];
  if (found) history.replaceState(null, '', location.pathname + location.search);
  return found;
}

async function whoAmI(): Promise<Me | null> {
  if (!link) return readMe();
  const spent = link;
  link = undefined;
  try {
    return (await answer(v1.auth.links.$post({ json: { link: spent } }))).account;
  } catch (error) {
    if (!(error instanceof Refused)) link = spent;
    // A link opened a second time is no harm while the session that it opened lives.
    const me = error instanceof Refused ? await readMe() : null;
    if (me) return me;
    throw error;
  }
}

async function readMe(): Promise<Me | null> {
  try {
    return await answer(v1.me.$get());
  } catch (error) {
    if (error instanceof Refused && error.problem.status === 401) return null;
    throw error;
  }
}

/** Who is signed in: nobody is `null`. */
export function useSession() {
  return useQuery({ queryKey: ['me'], queryFn: whoAmI, staleTime: 60_000, refetchOnWindowFocus: true });
}

export function useAskCode() {
  return useMutation({ mutationFn: (phone: string) => answer(v1.auth.codes.$post({ json: { phone } })) });
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (json: { phone: string; code: string }) => answer(v1.auth.sessions.$post({ json })),
    onSuccess: ({ account }) => {
      queries.clear();
      queries.setQueryData(['me'], account);
    },
  });
}

/** Signed out is who the server has signed out: without its answer the session lives, and the page says so. */
export function useSignOut() {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const forget = () => {
    // The next person begins at the front and not in somebody else's order.
    navigate('/', { replace: true });
    queries.setQueryData(['me'], null);
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  };
  return useMutation({
    mutationFn: () => answer(v1.auth.session.$delete()),
    onSuccess: forget,
    onError: (error) => {
      if (error instanceof Refused && error.problem.status === 401) forget();
    },
  });
}
