import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Leg, Point } from '../../../shared/api/types.ts';
import { useReport } from './use-deeds.ts';

const REPORT_EVERY_MS = 10_000;

export interface Positions {
  readonly state: 'idle' | 'on' | 'off';
  /** Positions not yet reported; taking them hands them over. */
  readonly take: () => Point[];
}

/** While a leg is under way the device's position is reported every few seconds. */
export function usePosition(leg: Leg | undefined): Positions {
  const [state, setState] = useState<Positions['state']>('idle');
  const waiting = useRef<Point[]>([]);
  const report = useReport();
  const take = () => waiting.current.splice(0);
  const flush = useEffectEvent(() => {
    const way = take();
    // What could not be sent goes with the next report; the server refuses what is no longer wanted.
    if (leg && way.length > 0) report(leg, way).catch(() => waiting.current.unshift(...way));
  });
  const legId = leg?.id;
  useEffect(() => {
    if (!legId || !('geolocation' in navigator)) return;
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) => {
        setState('on');
        waiting.current.push([coords.longitude, coords.latitude]);
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
