import { Map as Chart, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { basemap } from '../../shared/map/basemap.ts';
import { WIDE } from '../wide.ts';
import { drawGlyphs } from './glyphs.ts';

/** A chart whose layers may outlive it for a moment: once it is gone nothing is to be taken off it. */
export interface Town {
  readonly chart: Chart;
  gone: boolean;
}

const TownContext = createContext<Town | undefined>(undefined);

export function useTown(): Town {
  const town = useContext(TownContext);
  if (!town) throw new Error('useTown outside of TownMap');
  return town;
}

interface TownMapProps {
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
  readonly label: string;
  readonly children: ReactNode;
}

const FONTS = '"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';

/** Makes the chart and hands it to the layers below it. */
export function TownMap({ bounds, label, children }: TownMapProps) {
  const holder = useRef<HTMLElement>(null);
  const [town, setTown] = useState<Town>();
  const [west, south, east, north] = bounds;
  useEffect(() => {
    if (!holder.current) return;
    setWorkerUrl(workerUrl);
    const chart = new Chart({
      container: holder.current,
      style: basemap(location.origin),
      bounds: [west, south, east, north],
      // Below lies the legend, which is folded up on a narrow screen.
      fitBoundsOptions: { padding: { top: 36, right: 36, bottom: matchMedia(WIDE).matches ? 170 : 64, left: 36 } },
      localIdeographFontFamily: FONTS,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
    });
    const made: Town = { chart, gone: false };
    chart.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    chart.addControl(new ScaleControl({ unit: 'metric' }), 'top-left');
    chart.once('load', () => {
      drawGlyphs(chart);
      setTown(made);
    });
    return () => {
      made.gone = true;
      setTown(undefined);
      chart.remove();
    };
  }, [west, south, east, north]);
  return (
    <div className="town-map">
      <section ref={holder} className="town-chart" aria-label={label} />
      {town && <TownContext value={town}>{children}</TownContext>}
    </div>
  );
}
