'use client';

import { useQuery } from '@tanstack/react-query';
import { Share2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { NewShareForm } from './NewShareForm';
import { ShareRow } from './ShareRow';

/** Milliseconds between two looks at how often links were opened. */
const VIEWS_EVERY = 5_000;

export interface ShareDialogProps {
  recordingId: string;
  /** The address that links begin with. */
  siteUrl: string;
}

/** The links by which strangers may watch, and a form for another. */
export function ShareDialog({ recordingId, siteUrl }: ShareDialogProps) {
  const t = useTranslations('recordings');
  return (
    <Dialog
      size="lg"
      title={t('shareTitle')}
      description={t('shareText')}
      trigger={
        <Button size="sm" variant="primary" iconStart={<Share2 />}>
          {t('share')}
        </Button>
      }
    >
      <Links recordingId={recordingId} siteUrl={siteUrl} />
      <NewShareForm recordingId={recordingId} />
    </Dialog>
  );
}

function Links({ recordingId, siteUrl }: ShareDialogProps) {
  const t = useTranslations('recordings');
  const { data: links } = useQuery(
    useTRPC().storage.recordings.shares.queryOptions(
      { recordingId },
      // Views are counted without a word to anybody.
      { refetchInterval: VIEWS_EVERY },
    ),
  );
  if (!links) return <div className="h-16" />;
  if (links.length === 0)
    return <p className="rounded-xl bg-sunken px-4 py-3 text-sm text-ink-soft">{t('noLinks')}</p>;
  return (
    <ul aria-label={t('links')} className="divide-y divide-line rounded-xl border border-line">
      {links.map((link) => (
        <li key={link.id} className="px-4 py-3">
          <ShareRow link={link} recordingId={recordingId} siteUrl={siteUrl} />
        </li>
      ))}
    </ul>
  );
}
