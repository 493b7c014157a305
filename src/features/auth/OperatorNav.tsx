'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cx } from '@/ui/cx';

const PAGES = [
  ['organisations', '/operator'],
  ['parts', '/operator/parts'],
] as const;

/** The pages of whoever runs the deployment. */
export function OperatorNav() {
  const t = useTranslations('parts.nav');
  const path = usePathname();
  return (
    <nav aria-label={t('label')} className="mb-6 flex gap-1">
      {PAGES.map(([name, href]) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={path === href ? 'page' : undefined}
          className={cx(
            'flex h-9 items-center rounded-lg px-3 text-sm font-medium transition-colors pointer-coarse:h-10',
            path === href ? 'bg-accent-soft text-accent' : 'text-ink-soft hover:bg-hover hover:text-ink',
          )}
        >
          {t(name)}
        </Link>
      ))}
    </nav>
  );
}
