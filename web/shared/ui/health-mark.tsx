import type { HealthColour } from '@baogong/drizzle/rules/vocabulary';

interface HealthMarkProps {
  readonly colour: HealthColour | undefined;
  readonly label: string;
}

const marks = {
  green: { shape: 'M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22Z', sign: 'm7 12 3.5 3.500L17.5 8.5', ink: '#000' },
  yellow: { shape: 'M12 1 24 22H0Z', sign: 'M12 8.500v7m0 2.500v1.5', ink: '#000' },
  red: { shape: 'M7 1h10l6 6v10l-6 6H7l-6-6V7Z', sign: 'm8 8 8 8m0-8-8 8', ink: '#fff' },
} as const;

/** Colour, shape and sign; the word is beside it or in its name. */
export function HealthMark({ colour, label }: HealthMarkProps) {
  const mark = colour && marks[colour];
  return (
    <svg className={`health-mark ${colour ?? 'unknown'}`} viewBox="0 0 24 24" role="img" aria-label={label}>
      <path className="health-shape" d={mark?.shape ?? 'M1 1h22v22H1Z'} />
      {mark ? (
        <path d={mark.sign} fill="none" stroke={mark.ink} strokeWidth="2.6" strokeLinecap="round" />
      ) : (
        <text x="12" y="17.5" textAnchor="middle" fontSize="16" fontWeight="700">
          ?
        </text>
      )}
    </svg>
  );
}
