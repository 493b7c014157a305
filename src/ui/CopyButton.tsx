'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from './Button';
import type { ButtonSize, ButtonVariant } from './buttonClass';
import { copyText } from './copyText';
import { IconButton } from './IconButton';

export interface CopyButtonProps {
  /** What is copied. */
  text: string;
  /** What the button says: "Copy link". */
  label: string;
  isIconOnly?: boolean | undefined;
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  className?: string | undefined;
}

type Outcome = 'copied' | 'copyFailed';

export function CopyButton({ text, label, isIconOnly, variant, size, className }: CopyButtonProps) {
  const t = useTranslations('ui');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const icon = outcome === 'copied' ? <Check /> : <Copy />;
  const says = outcome ? t(outcome) : label;

  async function copy() {
    setOutcome((await copyText(text)) ? 'copied' : 'copyFailed');
    setTimeout(() => setOutcome(null), 2000);
  }

  const look = { variant, size, className, onPress: () => void copy() };
  return (
    <>
      {isIconOnly ? (
        <IconButton {...look} label={says}>
          {icon}
        </IconButton>
      ) : (
        <Button {...look} iconStart={icon}>
          {says}
        </Button>
      )}
      <span role="status" className="sr-only">
        {outcome && t(outcome)}
      </span>
    </>
  );
}
