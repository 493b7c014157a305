import { useTranslations } from 'next-intl';
import { CopyButton } from '@/ui/CopyButton';

/** Beside the room's name in the control bar: its link. */
export function CopyLink({ link }: { link: string }) {
  const t = useTranslations('call');
  return (
    <CopyButton text={link} label={t('copyLink')} isIconOnly size="sm" className="text-on-stage-soft!" />
  );
}
