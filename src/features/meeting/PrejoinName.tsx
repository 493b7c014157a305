'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode, Ref } from 'react';
import { GUEST_NAME_MAX } from '@/shared/guestName';
import { TextField } from '@/ui/TextField';

export type NameProblem = 'required' | 'tooLong';

export interface PrejoinNameProps {
  name: string;
  isGuest: boolean;
  problem: NameProblem | null;
  inputRef: Ref<HTMLInputElement>;
  onChange: (name: string) => void;
  onLeave: () => void;
}

function emphasis(words: ReactNode) {
  return <strong className="font-semibold text-ink">{words}</strong>;
}

/** A guest says who they are; people with an account are told. */
export function PrejoinName({ name, isGuest, problem, inputRef, onChange, onLeave }: PrejoinNameProps) {
  const t = useTranslations('prejoin');
  if (!isGuest) {
    return (
      <p className="text-ink-soft">
        {t.rich('joinAs', {
          name,
          strong: emphasis,
        })}
      </p>
    );
  }
  const words = { required: t('nameRequired'), tooLong: t('nameTooLong', { max: GUEST_NAME_MAX }) };
  return (
    <TextField
      label={t('nameLabel')}
      description={t('nameDescription')}
      name="name"
      autoComplete="name"
      isRequired
      value={name}
      onChange={onChange}
      onBlur={onLeave}
      errorMessage={problem === null ? undefined : words[problem]}
      inputRef={inputRef}
    />
  );
}
