import { type Client, createClient } from '@baogong/api/client';
import { noteServerTime } from './server-time.ts';

/** The session is an HttpOnly cookie of this origin; scripts never see it. */
export const client: Client = createClient(location.origin, {
  fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
    const response = await fetch(input, { ...init, credentials: 'same-origin' });
    noteServerTime(response.headers.get('date'));
    return response;
  },
});

export const v1 = client.v1;
