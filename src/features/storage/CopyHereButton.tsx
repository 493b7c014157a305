'use client';

import { Link } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/Button';
import { copyText } from '@/ui/copyText';
import { toast } from '@/ui/toast';
import type { Playback } from './createPlayback';

/** Copies the address of this page at the second that plays. */
export function CopyHereButton({ playback }: { playback: Playback }) {
  const t = useTranslations('recordings');
  const words = useTranslations('ui');
  const copy = async () => {
    const here = new URL(location.pathname, location.origin);
    here.searchParams.set('t', String(Math.floor(playback.state().time)));
    const isCopied = await copyText(here.toString());
    toast({ tone: isCopied ? 'success' : 'danger', title: words(isCopied ? 'copied' : 'copyFailed') });
  };
  return (
    <Button size="sm" variant="ghost" iconStart={<Link />} onPress={() => void copy()}>
      {t('copyHere')}
    </Button>
  );
}
