'use client';

import { Clapperboard, DoorOpen, Files, ScrollText, Settings, UsersRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { cx } from '@/ui/cx';

export interface TenantNavProps {
  tenant: string;
  canEdit: boolean;
  canAudit: boolean;
}

/** The sections of an organisation: in the header's line, on a phone in a line of their own. */
export function TenantNav({ tenant, canEdit, canAudit }: TenantNavProps) {
  const t = useTranslations('shell');
  const path = usePathname();
  const home = `/t/${tenant}`;
  return (
    <nav
      aria-label={t('sections')}
      className="flex gap-1 max-sm:order-last max-sm:-mx-3 max-sm:-mt-1 max-sm:w-[calc(100%+1.5rem)] max-sm:gap-0 max-sm:overflow-x-auto max-sm:px-1 max-sm:pt-1 max-sm:pb-1.5"
    >
      <Section href={home} icon={<DoorOpen />} isCurrent={path === home || path.startsWith(`${home}/rooms`)}>
        {t('rooms')}
      </Section>
      <Section
        href={`${home}/recordings`}
        icon={<Clapperboard />}
        isCurrent={path.startsWith(`${home}/recordings`)}
      >
        {t('recordings')}
      </Section>
      <Section href={`${home}/files`} icon={<Files />} isCurrent={path === `${home}/files`}>
        {t('files')}
      </Section>
      <Section href={`${home}/members`} icon={<UsersRound />} isCurrent={path.startsWith(`${home}/members`)}>
        {t('members')}
      </Section>
      {canAudit && (
        <Section href={`${home}/audit`} icon={<ScrollText />} isCurrent={path === `${home}/audit`}>
          {t('audit')}
        </Section>
      )}
      {canEdit && (
        <Section
          href={`${home}/settings`}
          icon={<Settings />}
          isCurrent={path.startsWith(`${home}/settings`)}
        >
          {t('settings')}
        </Section>
      )}
    </nav>
  );
}

interface SectionProps {
  href: string;
  icon: ReactNode;
  isCurrent: boolean;
  children: string;
}

function Section({ href, icon, isCurrent, children }: SectionProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={isCurrent ? 'page' : undefined}
      className={cx(
        'flex h-9 items-center gap-2 rounded-lg px-3 text-sm font-medium whitespace-nowrap transition-colors max-sm:flex-auto max-sm:justify-center max-sm:px-1 max-[25rem]:text-[0.8125rem] pointer-coarse:h-10 [&_svg]:size-4',
        isCurrent ? 'bg-accent-soft text-accent' : 'text-ink-soft hover:bg-hover hover:text-ink',
      )}
    >
      <span aria-hidden="true" className="max-sm:hidden">
        {icon}
      </span>
      {children}
    </Link>
  );
}
