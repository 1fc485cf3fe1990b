import type { Route } from '../../../shared/api/types.ts';
import { useWords } from '../../../shared/i18n/language.tsx';
import { pathOf, projector } from '../../../shared/map/sketch.ts';
import { courierWords } from '../../words.ts';
import { drivenStops } from './next-action.ts';

const frame = { width: 360, height: 200, margin: 22 };

/** The shape of the way, drawn from the plan alone: it needs no map and no network. */
export function RouteSketch({ route, label }: { readonly route: Route; readonly label: string }) {
  const t = useWords(courierWords);
  const legs = route.trips
    .flatMap((trip) => trip.legs)
    .filter(({ status, line }) => status !== 'superseded' && line.length > 1);
  const sources = route.trips.map(({ source }) => source);
  const stops = drivenStops(route);
  const positions = [
    ...legs.flatMap(({ line }) => line),
    ...sources.map(({ point }) => point),
    ...stops.map(({ stop }) => stop.place.point),
  ];
  if (positions.length === 0) return null;
  const project = projector(positions, frame);
  return (
    <figure className="sketch">
      <svg viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-label={label}>
        {legs.map(({ id, status, purpose, line }) => (
          <path key={id} className={`sketch-leg ${status} ${purpose}`} d={pathOf(line, project)} />
        ))}
        {sources.map((source) => {
          const [x, y] = project(source.point);
          return <rect key={source.id} className="sketch-source" x={x - 8} y={y - 8} width="16" height="16" />;
        })}
        {stops.map(({ stop }, index) => {
          const [x, y] = project(stop.place.point);
          return (
            <g key={stop.id} className={`sketch-stop ${stop.state}`}>
              <circle cx={x} cy={y} r="10" />
              <text x={x} y={y + 4.5}>
                {stop.state === 'done' ? '✓' : index + 1}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption className="soft">
        <span className="sketch-key driven" /> {t('legendDriven')} <span className="sketch-key planned" />{' '}
        {t('legendAhead')}
      </figcaption>
    </figure>
  );
}
