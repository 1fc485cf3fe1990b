import { type FormEvent, useState } from 'react';
import { useWords } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { FailureNotice } from './failure-view.tsx';
import { useAskCode, useSignIn } from './session.ts';
import { sessionWords } from './words.ts';

/** By phone and one-time code; whether a phone is known is never told. */
export function SignInScreen({ title, linkError }: { readonly title: string; readonly linkError: unknown }) {
  const t = useWords(sessionWords);
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const ask = useAskCode();
  const signIn = useSignIn();
  const isSent = ask.isSuccess;
  const phoneFault = tried && !/^\+?\d{5,15}$/.test(phone) ? t('phoneFault') : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isSent && /^\+?\d{5,15}$/.test(phone)) ask.mutate(phone);
    if (isSent && /^\d{6}$/.test(code)) signIn.mutate({ phone, code });
  };
  return (
    <main className="sign-in">
      <p className="sign-in-window">{title}</p>
      <h1>{t('signInTitle')}</h1>
      <FailureNotice error={signIn.error ?? ask.error ?? linkError} />
      <form onSubmit={submit} noValidate>
        {!isSent && (
          <Field
            label={t('phone')}
            kind="tel"
            value={phone}
            onChange={setPhone}
            hint={t('phoneHint')}
            fault={phoneFault}
          />
        )}
        {isSent && (
          <>
            <Notice tone="info" title={t('codeSent')}>
              <p className="number">{phone}</p>
            </Notice>
            <Field label={t('code')} kind="code" maxLength={6} value={code} onChange={setCode} hint={t('codeHint')} />
          </>
        )}
        <Button look="primary" size="big" submits busy={ask.isPending || signIn.isPending}>
          {isSent ? t('signIn') : t('sendCode')}
        </Button>
        {isSent && (
          <Button look="quiet" onPress={ask.reset}>
            {t('otherPhone')}
          </Button>
        )}
      </form>
    </main>
  );
}
