'use client';

import { useTranslations } from 'next-intl';
import { CopyButton } from '@/ui/CopyButton';

export interface RoomLinkProps {
  /** The whole address. */
  url: string;
  /** Who can come in by it, in a sentence. */
  note: string;
}

/** What people share: written out, so that it can also be read aloud. */
export function RoomLink({ url, note }: RoomLinkProps) {
  const t = useTranslations('rooms');
  const codeStart = url.lastIndexOf('/') + 1;
  const [site, code] = [url.slice(0, codeStart), url.slice(codeStart)];
  return (
    <section
      aria-label={t('link')}
      className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4 rounded-2xl border border-line bg-surface px-5 py-4 shadow-low sm:px-6"
    >
      <div className="min-w-0">
        <p className="font-mono text-lg wrap-anywhere">
          {site.replace(/^https?:\/\//, '')}
          {/* Breaks here, if anywhere: a code in two pieces is hard to read out. */}
          <wbr />
          <span className="inline-block">{code}</span>
        </p>
        <p className="text-sm text-ink-soft">{note}</p>
      </div>
      <CopyButton text={url} label={t('copyLink')} className="max-sm:w-full" />
    </section>
  );
}
