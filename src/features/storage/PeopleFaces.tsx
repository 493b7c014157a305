import { useTranslations } from 'next-intl';
import { Avatar } from '@/ui/Avatar';

export interface PeopleFacesProps {
  /** The first few. */
  names: readonly string[];
  count: number;
}

/** Who was there, at a glance: a few faces, how many there were, and the names for whoever points at it. */
export function PeopleFaces({ names, count }: PeopleFacesProps) {
  const t = useTranslations('recordings');
  if (count === 0) return null;
  const list = t('peopleList', { names: names.join(', '), more: count - names.length });
  return (
    <span title={list} className="flex items-center gap-2">
      <span className="flex -space-x-1">
        {names.slice(0, 3).map((name) => (
          <Avatar key={name} name={name} id={name} size="xs" className="ring-2 ring-surface" />
        ))}
      </span>
      <span aria-hidden="true">{t('people', { count })}</span>
      <span className="sr-only">{list}</span>
    </span>
  );
}
