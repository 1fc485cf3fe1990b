import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { isPassing } from '../../../shared/api/failure.ts';
import { serverNow } from '../../../shared/api/server-time.ts';
import type { Leg } from '../../../shared/api/types.ts';
import { type Seen, useReport } from './use-deeds.ts';

const REPORT_EVERY_MS = 10_000;

export interface Positions {
  readonly state: 'idle' | 'on' | 'off';
  /** Positions not yet reported; taking them hands them over. */
  readonly take: () => Seen[];
}

/** While a leg is under way the device's position is reported every few seconds. */
export function usePosition(leg: Leg | undefined): Positions {
  const [state, setState] = useState<Positions['state']>('idle');
  const waiting = useRef<Seen[]>([]);
  const report = useReport();
  const take = () => waiting.current.splice(0);
  const flush = useEffectEvent(() => {
    const way = take();
    if (!leg || way.length === 0) return;
    // What could not be sent goes with the next report; what the server has refused it will never want.
    report(leg, way).catch((error: unknown) => {
      if (isPassing(error)) waiting.current.unshift(...way);
    });
  });
  const legId = leg?.id;
  useEffect(() => {
    if (!legId || !('geolocation' in navigator)) return;
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) => {
        setState('on');
        const sinceMs = waiting.current.at(-1)?.atMs ?? 0;
        const atMs = Math.max(sinceMs, serverNow());
        waiting.current.push({ atMs, point: [coords.longitude, coords.latitude] });
      },
      () => setState('off'),
      { enableHighAccuracy: true, maximumAge: 5_000 },
    );
    const timer = setInterval(flush, REPORT_EVERY_MS);
    return () => {
      navigator.geolocation.clearWatch(watch);
      clearInterval(timer);
      waiting.current = [];
    };
  }, [legId]);
  return { state: legId ? state : 'idle', take };
}
