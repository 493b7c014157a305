'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useTRPC } from '@/api/client';
import { pictureUrl } from '@/shared/fileUrl';
import { Avatar } from '@/ui/Avatar';
import { Badge } from '@/ui/Badge';
import { Card } from '@/ui/Card';
import { NewTenantDialog } from './NewTenantDialog';

/** The organisations that a person belongs to, each with its own address. */
export function TenantsCard() {
  const t = useTranslations('account');
  const { data: me } = useSuspenseQuery(useTRPC().auth.me.queryOptions());
  return (
    <Card
      title={t('tenants')}
      description={t('tenantsHint')}
      actions={me.isScoped ? undefined : <NewTenantDialog />}
    >
      <ul className="-my-3 divide-y divide-line">
        {me.tenants.map(({ slug, name, role, logoId }) => (
          <li key={slug}>
            <Link
              href={`/t/${slug}`}
              className="group flex items-center gap-3 rounded-md py-3.5 text-sm hover:text-accent"
            >
              <Avatar name={name} id={slug} src={pictureUrl(logoId)} shape="square" />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{name}</span>
                <span className="block truncate text-ink-faint">/t/{slug}</span>
              </span>
              <Badge>{t(`roles.${role}`)}</Badge>
              <ChevronRight aria-hidden="true" className="size-4 text-ink-faint" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
