import { useMe } from '../../../shared/api/session-gate.tsx';
import { useWords } from '../../../shared/i18n/language.tsx';
import { Choice } from '../../../shared/ui/choice.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { commandWords } from '../../words.ts';
import type { SpanText, ZoneSpan } from './zone-span.ts';

interface SpanFieldsProps {
  readonly text: SpanText;
  readonly onText: (text: SpanText) => void;
  readonly span: ZoneSpan;
  /** Faults of fields that are still empty are told once the form was sent. */
  readonly tried: boolean;
}

/** When a zone takes force and when it ends: now, and until it is lifted, unless a time is set. */
export function SpanFields({ text, onText, span, tried }: SpanFieldsProps) {
  const t = useWords(commandWords);
  const { city } = useMe();
  const ends = [
    { end: 'begin', label: 'begins', open: 'beginsNow', fault: span.beginFault },
    { end: 'end', label: 'ends', open: 'endsLifted', fault: span.endFault },
  ] as const;
  return ends.map(({ end, label, open, fault }) => {
    const value = text[end];
    return (
      <div key={end} className="span-field">
        <Choice
          label={t(label)}
          value={value === undefined ? 'open' : 'set'}
          options={[
            { value: 'open', label: t(open) },
            { value: 'set', label: t('setTime') },
          ]}
          onChange={(choice) => onText({ ...text, [end]: choice === 'set' ? '' : undefined })}
        />
        {value !== undefined && (
          <Field
            kind="moment"
            label={t(end === 'begin' ? 'beginTime' : 'endTime')}
            value={value}
            onChange={(moment) => onText({ ...text, [end]: moment })}
            hint={t('cityTime', { zone: city.timeZone })}
            fault={fault && (tried || fault !== 'timeMissing') ? t(fault) : undefined}
          />
        )}
      </div>
    );
  });
}
