'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { fileUrl } from '@/shared/fileUrl';
import { Spinner } from '@/ui/Spinner';
import type { StoredFile } from './storedFile';

/** Bytes that are shown: nobody reads a log of a gigabyte here. */
const SHOWN_MAX = 500_000;

/** The beginning of a text. */
export function TextView({ file }: { file: StoredFile }) {
  const t = useTranslations('files');
  const { data, isError } = useQuery({
    queryKey: ['text', file.id],
    queryFn: async ({ signal }) => {
      const range = `bytes=0-${SHOWN_MAX - 1}`;
      const response = await fetch(fileUrl(file.id), { headers: { range }, signal });
      if (!response.ok) throw new Error(`status ${response.status}`);
      return await response.text();
    },
    meta: { handles: 'all' },
  });
  if (isError) return <p className="m-auto text-sm text-ink-soft">{t('noView')}</p>;
  if (data === undefined) return <Spinner label={t('loading')} className="m-auto" />;
  return (
    // Focusable, for the keyboard has to scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div tabIndex={0} className="min-h-0 flex-1 overflow-auto bg-surface outline-offset-[-2px]">
      <pre className="mx-auto max-w-4xl p-5 font-mono text-sm wrap-anywhere whitespace-pre-wrap sm:p-8">
        {data}
      </pre>
      {file.size > SHOWN_MAX && <p className="pb-6 text-center text-sm text-ink-soft">{t('textCut')}</p>}
    </div>
  );
}
