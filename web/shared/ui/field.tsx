import { type ReactNode, useId } from 'react';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  readonly fault?: string | undefined;
  readonly kind?: 'text' | 'tel' | 'code' | 'moment';
  readonly maxLength?: number;
  readonly rows?: number;
}

const keyboards = {
  text: {},
  tel: { type: 'tel', autoComplete: 'tel', inputMode: 'tel' },
  /** A day and a time of day. */
  moment: { type: 'datetime-local' },
  code: { autoComplete: 'one-time-code', inputMode: 'numeric' },
} as const;

/** A labelled input that tells its fault where it is. */
export function Field({ label, value, onChange, hint, fault, kind = 'text', maxLength, rows }: FieldProps) {
  const id = useId();
  const common = {
    id,
    value,
    maxLength,
    'aria-invalid': fault !== undefined,
    'aria-describedby': hint || fault ? `${id}-more` : undefined,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {rows ? (
        <textarea {...common} rows={rows} spellCheck={false} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...common} {...keyboards[kind]} className={kind} onChange={(event) => onChange(event.target.value)} />
      )}
      <div id={`${id}-more`} className="field-more">
        {fault ? <p className="fault">{fault}</p> : hint}
      </div>
    </div>
  );
}
