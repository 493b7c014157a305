import { useTranslations } from 'next-intl';

/** Between one way in and another. */
export function OrLine() {
  const t = useTranslations('auth');
  return (
    <div className="flex items-center gap-3 text-xs text-ink-faint">
      <span className="h-px flex-1 bg-line" />
      {t('or')}
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}
