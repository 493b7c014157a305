'use client';

import { ChevronsUpDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { MenuItem } from '@/ui/MenuItem';
import { MenuSection } from '@/ui/MenuSection';

export interface TenantMenuProps {
  tenants: readonly { slug: string; name: string }[];
  current: { slug: string; name: string };
}

/** The organisation that the page is about; a switch where the person belongs to several. */
export function TenantMenu({ tenants, current }: TenantMenuProps) {
  const t = useTranslations('shell');
  const router = useRouter();
  if (tenants.length < 2)
    return <span className="truncate text-sm font-medium text-ink-soft">{current.name}</span>;
  return (
    <Menu
      placement="bottom start"
      trigger={
        <Button
          variant="ghost"
          size="sm"
          iconEnd={<ChevronsUpDown />}
          aria-label={`${t('switchOrganisation')}: ${current.name}`}
          className="-mx-3 max-w-full min-w-0 shrink [&>span:first-child]:truncate"
        >
          {current.name}
        </Button>
      }
    >
      <MenuSection
        title={t('switchOrganisation')}
        selected={current.slug}
        onSelect={(slug) => router.push(`/t/${slug}`)}
      >
        {tenants.map(({ slug, name }) => (
          <MenuItem key={slug} id={slug}>
            {name}
          </MenuItem>
        ))}
      </MenuSection>
    </Menu>
  );
}
