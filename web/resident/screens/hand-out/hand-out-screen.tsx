import { isPickupCode, normalPickupCode } from '@baogong/drizzle/rules/pickup-code';
import { type FormEvent, useState } from 'react';
import { FailureNotice } from '../../../shared/api/failure-view.tsx';
import { Shown } from '../../../shared/api/shown.tsx';
import { useNameOf, useWords } from '../../../shared/i18n/language.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Choice } from '../../../shared/ui/choice.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { Notice } from '../../../shared/ui/notice.tsx';
import { StatePanel } from '../../../shared/ui/state-panel.tsx';
import { residentWords } from '../../words.ts';
import { type HandOutPlace, useHandOut, useMyPlaces } from './use-hand-out.ts';

export function HandOutScreen() {
  const t = useWords(residentWords);
  const places = useMyPlaces();
  return (
    <>
      <h1>{t('handOutTitle')}</h1>
      <p className="soft">{t('handOutHint')}</p>
      <Shown query={places}>
        {(mine) => {
          const [first] = mine;
          if (!first) return <StatePanel icon="info" title={t('handOutNone')} />;
          return <HandOutForm places={mine} first={first} />;
        }}
      </Shown>
    </>
  );
}

function HandOutForm({ places, first }: { readonly places: readonly HandOutPlace[]; readonly first: HandOutPlace }) {
  const t = useWords(residentWords);
  const nameOf = useNameOf();
  const [chosen, setChosen] = useState(first.id);
  const place = places.find(({ id }) => id === chosen) ?? first;
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<string>();
  const handOut = useHandOut();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPickupCode(code)) return setFault(t('codeFault'));
    handOut.mutate({ place, pickupCode: normalPickupCode(code) }, { onSuccess: () => setCode('') });
  };
  const change = (text: string) => {
    setCode(text);
    setFault(undefined);
    handOut.reset();
  };
  return (
    <form className="card hand-out" onSubmit={submit} noValidate>
      {places.length === 1 ? (
        <p>
          <span className="soft">{t('handOutPlace')}</span>
          <br />
          <strong>{nameOf(place)}</strong>
        </p>
      ) : (
        <Choice
          label={t('handOutPlace')}
          value={place.id}
          options={places.map((each) => ({ value: each.id, label: nameOf(each) }))}
          onChange={setChosen}
        />
      )}
      <Field label={t('pickupCode')} kind="code" maxLength={9} value={code} onChange={change} fault={fault} />
      <FailureNotice error={handOut.error} />
      {handOut.data && <Notice tone="ok" title={t('handedOut', { count: handOut.data.boxes })} urgent />}
      <Button look="primary" size="big" submits busy={handOut.isPending}>
        {t('handOut')}
      </Button>
    </form>
  );
}
