import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { fileUrl } from '@/shared/fileUrl';
import { buttonClass } from '@/ui/buttonClass';
import { cx } from '@/ui/cx';

export interface DownloadLinkProps {
  file: { id: string; name: string };
  className?: string | undefined;
}

export function DownloadLink({ file: { id, name }, className }: DownloadLinkProps) {
  const t = useTranslations('files');
  return (
    <a
      href={fileUrl(id, 'download')}
      download
      aria-label={t('downloadFile', { name })}
      title={t('download')}
      className={cx(buttonClass({ variant: 'ghost', size: 'sm', isIcon: true }), className)}
    >
      <Download aria-hidden="true" />
    </a>
  );
}
