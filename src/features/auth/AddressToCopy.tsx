'use client';

import { useTranslations } from 'next-intl';
import { CopyButton } from '@/ui/CopyButton';

export interface AddressToCopyProps {
  label: string;
  text: string;
}

/** What has to be entered elsewhere, letter by letter. */
export function AddressToCopy({ label, text }: AddressToCopyProps) {
  const t = useTranslations('provider');
  return (
    <div className="min-w-0">
      <dt className="text-sm font-medium">{label}</dt>
      <dd className="mt-1 flex items-center gap-2">
        <code className="min-w-0 flex-1 rounded-md bg-sunken px-2.5 py-1.5 text-[0.8125rem] break-all">
          {text}
        </code>
        <CopyButton isIconOnly size="sm" variant="ghost" label={t('copy', { what: label })} text={text} />
      </dd>
    </div>
  );
}
