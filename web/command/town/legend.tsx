import { zoneClasses } from '@baogong/drizzle/rules/vocabulary';
import { travellerClassWords, zoneClassWords } from '../../shared/i18n/domain-words.ts';
import { useWords } from '../../shared/i18n/language.tsx';
import { WIDE } from '../wide.ts';
import { commandWords } from '../words.ts';
import {
  classShapes,
  type Motion,
  motionColours,
  motionMarks,
  placeColours,
  placeShapes,
  zoneColours,
} from './glyphs.ts';

const places = ['warehouse', 'dropPoint', 'riderBase', 'gate', 'relay'] as const;
const dashes = { sealed: undefined, restricted: '6 3', precaution: '2 3' } as const;
const lines: readonly { motion: Motion; key: 'lineRunning' | 'linePlanned' | 'lineHalted'; dash?: string }[] = [
  { motion: 'running', key: 'lineRunning' },
  { motion: 'planned', key: 'linePlanned', dash: '3 4' },
  { motion: 'halted', key: 'lineHalted', dash: '1 4' },
];

const standing = [
  { motion: 'planned', key: 'waiting' },
  { motion: 'free', key: 'idle' },
  { motion: 'halted', key: 'stopped' },
] as const;

/** What shapes, outlines and hatches mean. On a narrow screen it opens when asked, for the map is small there. */
export function Legend() {
  const t = useWords(commandWords);
  const zoneClass = useWords(zoneClassWords);
  const travellerClass = useWords(travellerClassWords);
  return (
    <details className="legend" open={matchMedia(WIDE).matches}>
      <summary>{t('legend')}</summary>
      <ul>
        {zoneClasses.map((name) => (
          <li key={name}>
            <svg viewBox="0 0 28 20" aria-hidden="true">
              <rect
                x="2"
                y="2"
                width="24"
                height="16"
                fill={`${zoneColours[name]}26`}
                stroke={zoneColours[name]}
                strokeWidth="2.5"
                strokeDasharray={dashes[name]}
              />
            </svg>
            {zoneClass(name)}
          </li>
        ))}
        <li>
          <svg viewBox="0 0 28 20" aria-hidden="true">
            <rect x="1" y="1" width="26" height="18" fill="none" stroke={zoneColours.sealed} strokeWidth="1.5" />
            <rect x="5" y="5" width="18" height="10" fill="none" stroke={zoneColours.sealed} strokeWidth="1.5" />
          </svg>
          {t('toCome')}
        </li>
        {places.map((key) => (
          <li key={key}>
            <svg viewBox="-2 0 28 24" aria-hidden="true">
              <path d={placeShapes[key]} fill={placeColours[key]} />
            </svg>
            {t(key)}
          </li>
        ))}
        {(['autonomousVehicle', 'mannedVehicle', 'outsideRider', 'insideCarrier'] as const).map((name) => (
          <li key={name}>
            <svg viewBox="-2 0 28 24" aria-hidden="true">
              <path d={classShapes[name]} fill={motionColours.running} />
            </svg>
            {travellerClass(name)}
          </li>
        ))}
        {standing.map(({ motion, key }) => (
          <li key={key}>
            <svg viewBox="-2 0 28 24" aria-hidden="true">
              <path d={classShapes.mannedVehicle} fill={motionColours[motion]} />
              <path d={motionMarks[motion]} fill="none" stroke="#fff" strokeWidth="2.5" />
            </svg>
            {t(key)}
          </li>
        ))}
        {lines.map(({ motion, key, dash }) => (
          <li key={key}>
            <svg viewBox="0 0 28 20" aria-hidden="true">
              <path d="M1 10H27" stroke={motionColours[motion]} strokeWidth="3.5" strokeDasharray={dash} />
            </svg>
            {t(key)}
          </li>
        ))}
        <li>
          <svg viewBox="-2 0 28 24" aria-hidden="true">
            <path d={classShapes.mannedVehicle} fill="#fff" stroke={motionColours.running} strokeWidth="2.5" />
          </svg>
          {t('stale')}
        </li>
      </ul>
    </details>
  );
}
