'use client';

import { ChevronsUpDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { pictureUrl } from '@/shared/fileUrl';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { MenuItem } from '@/ui/MenuItem';
import { MenuSection } from '@/ui/MenuSection';

type Tenant = { slug: string; name: string; logoId: string | null };

export interface TenantMenuProps {
  tenants: readonly Tenant[];
  current: Tenant;
}

/** The organisation that the page is about; a switch where the person belongs to several. */
export function TenantMenu({ tenants, current }: TenantMenuProps) {
  const t = useTranslations('shell');
  const router = useRouter();
  if (tenants.length < 2)
    return (
      <span className="flex min-w-0 items-center gap-2.5 text-sm font-medium text-ink-soft">
        <TenantLogo tenant={current} />
        <span className="truncate">{current.name}</span>
      </span>
    );
  return (
    <Menu
      placement="bottom start"
      trigger={
        <Button
          variant="ghost"
          size="sm"
          iconStart={current.logoId && <TenantLogo tenant={current} />}
          iconEnd={<ChevronsUpDown />}
          aria-label={`${t('switchOrganisation')}: ${current.name}`}
          className="-mx-3 max-w-full min-w-0 shrink [&>span]:min-w-0 [&>span]:truncate"
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

function TenantLogo({ tenant: { slug, name, logoId } }: { tenant: Tenant }) {
  return logoId && <Avatar name={name} id={slug} src={pictureUrl(logoId)} size="xs" shape="square" />;
}
