import { type DragEvent, useId, useState } from 'react';
import { useWords } from '../../../shared/i18n/language.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { commandWords } from '../../words.ts';

const FILE_BYTES_MAX = 2_000_000;

interface GeoJsonFieldProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly fault: string | undefined;
}

/** Text that is pasted, or a file that is chosen or dropped. */
export function GeoJsonField({ text, onText, fault }: GeoJsonFieldProps) {
  const t = useWords(commandWords);
  const id = useId();
  const [isOver, setOver] = useState(false);
  const read = async (file: File | undefined) => {
    if (file && file.size <= FILE_BYTES_MAX) onText(await file.text());
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void read(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a shortcut; the field and the file button do the same.
    <div
      className={isOver ? 'drop-field over' : 'drop-field'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Field label={t('geoJson')} rows={7} value={text} onChange={onText} hint={t('geoJsonHint')} fault={fault} />
      <label className="button" htmlFor={id}>
        {t('chooseFile')}
      </label>
      <input
        id={id}
        className="hidden-text"
        type="file"
        accept=".json,.geojson,application/geo+json,application/json"
        onChange={({ target }) => void read(target.files?.[0])}
      />
    </div>
  );
}
