import { type ZoneClass, zoneClasses } from '@baogong/drizzle/rules/vocabulary';
import { type FormEvent, useEffect, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { FailureNotice } from '../../../shared/api/failure-view.tsx';
import { useMe } from '../../../shared/api/session-gate.tsx';
import type { Zone } from '../../../shared/api/types.ts';
import { zoneClassWords } from '../../../shared/i18n/domain-words.ts';
import { useLanguage, useWords } from '../../../shared/i18n/language.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Choice } from '../../../shared/ui/choice.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { Notice } from '../../../shared/ui/notice.tsx';
import { useFleet, useMapView } from '../../use-city.ts';
import { useZoneTimes } from '../../use-zone-times.ts';
import { commandWords } from '../../words.ts';
import { TouchedRoutes, ZoneGates, ZoneWarnings } from '../zones/zone-parts.tsx';
import { GeoJsonField } from './geo-json-field.tsx';
import { SpanFields } from './span-fields.tsx';
import { useDeclare } from './use-declare.ts';
import { readSpan, type SpanText } from './zone-span.ts';
import { faultText, readZoneText, type ZoneShape } from './zone-text.ts';

interface DeclareScreenProps {
  /** The shape to show on the map before it is declared. */
  readonly onShape: (shape: ZoneShape | undefined) => void;
}

export function DeclareScreen({ onShape }: DeclareScreenProps) {
  const t = useWords(commandWords);
  const declare = useDeclare();
  return (
    <>
      <Link className="back" href="/zones">
        ‹ {t('back')}
      </Link>
      <h1>{t('declare')}</h1>
      {declare.data ? <Declared zone={declare.data} /> : <ZoneForm declare={declare} onShape={onShape} />}
    </>
  );
}

function Declared({ zone }: { readonly zone: Zone }) {
  const t = useWords(commandWords);
  const inForce = zone.lawVersionFrom !== null;
  const { begins, ends } = useZoneTimes()({ ...zone, inForce });
  return (
    <>
      <Notice tone="ok" title={t(inForce ? 'declared' : 'declaredLater', { name: zone.name })} urgent>
        <p className="number">{begins}</p>
        {ends && <p className="number">{ends}</p>}
      </Notice>
      <ZoneWarnings zone={zone} />
      {inForce && <TouchedRoutes zone={zone} />}
      <ZoneGates zone={zone} />
    </>
  );
}

function ZoneForm({ declare, onShape }: DeclareScreenProps & { readonly declare: ReturnType<typeof useDeclare> }) {
  const t = useWords(commandWords);
  const word = useWords(zoneClassWords);
  const { language } = useLanguage();
  const { data: map } = useMapView();
  const [name, setName] = useState('');
  const [zoneClass, setZoneClass] = useState<ZoneClass>('sealed');
  const [text, setText] = useState('');
  const [spanText, setSpanText] = useState<SpanText>({ begin: undefined, end: undefined });
  const [tried, setTried] = useState(false);
  const span = useSpan(spanText);
  const near = map?.warehouses[0]?.point;
  const verdict = useMemo(() => (text.trim() ? readZoneText(text, near) : undefined), [text, near]);
  const shape = verdict?.ok ? verdict.shape : undefined;
  useEffect(() => {
    onShape(shape);
    return () => onShape(undefined);
  }, [shape, onShape]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const { validFrom, validTo, beginFault, endFault } = span;
    if (!shape || !name.trim() || beginFault || endFault) return;
    declare.mutate({ name: name.trim(), class: zoneClass, geometry: shape, validFrom, validTo });
  };
  return (
    <form className="declare" onSubmit={submit} noValidate>
      <Field
        label={t('zoneName')}
        value={name}
        maxLength={80}
        onChange={setName}
        hint={t('zoneNameHint')}
        fault={tried && !name.trim() ? t('nameMissing') : undefined}
      />
      <Choice
        label={t('zoneClass')}
        value={zoneClass}
        options={zoneClasses.map((value) => ({ value, label: word(value) }))}
        onChange={setZoneClass}
      />
      <GeoJsonField
        text={text}
        onText={setText}
        fault={verdict?.ok === false ? faultText(verdict, language) : undefined}
      />
      {shape && <p className="soft">{t('preview')}</p>}
      <SpanFields text={spanText} onText={setSpanText} span={span} tried={tried} />
      <FailureNotice error={declare.error} />
      <Button look="primary" submits busy={declare.isPending} disabled={!shape}>
        {t(spanText.begin === undefined ? 'declareNow' : 'declareLater')}
      </Button>
    </form>
  );
}

/** Judged by the city's clock as the fleet tells it; the server judges again. */
function useSpan(text: SpanText) {
  const { city } = useMe();
  const { data: fleet } = useFleet();
  return readSpan(text, { timeZone: city.timeZone, now: fleet?.asOf ?? '' });
}
