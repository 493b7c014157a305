'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { useTenantLive } from '@/api/useTenantLive';
import { MEMBER_SEARCH_MAX } from '@/shared/members';
import { canInTenant, type TenantRole } from '@/shared/permissions';
import { LoadMore } from '@/ui/LoadMore';
import { PausedSearch } from '@/ui/PausedSearch';
import { InvitationsCard } from './InvitationsCard';
import { InviteDialog } from './InviteDialog';
import { LeaveTenant } from './LeaveTenant';
import { MemberRow } from './MemberRow';

export interface MembersProps {
  tenant: { slug: string; name: string; role: TenantRole };
  userId: string;
}

export function Members({ tenant, userId }: MembersProps) {
  const t = useTranslations('members');
  const { list } = useTRPC().auth.members;
  const [text, setText] = useState('');
  const [search, setSearch] = useState('');
  useTenantLive(tenant.slug);
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    list.infiniteQueryOptions(
      { tenant: tenant.slug, search },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const members = data?.pages.flatMap((page) => page.items) ?? [];
  const mayInvite = canInTenant(tenant.role, 'member:invite');
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-6">
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-6">
        <div>
          <h1 className="text-3xl font-semibold">{t('title')}</h1>
          <p className="mt-1 text-ink-soft">{t('lead', { tenant: tenant.name })}</p>
        </div>
        {mayInvite && <InviteDialog tenant={tenant} />}
      </div>
      {mayInvite && <InvitationsCard tenant={tenant} />}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <PausedSearch
          label={t('search')}
          text={text}
          maxLength={MEMBER_SEARCH_MAX}
          onType={setText}
          onSearch={setSearch}
          className="w-full sm:w-72"
        />
        <p aria-live="polite" className="text-sm text-ink-soft">
          {data && t('count', { count: data.pages[0]?.total ?? 0 })}
        </p>
      </div>
      {data && members.length === 0 ? (
        <p className="py-10 text-center text-ink-soft">{t('noMatch', { search })}</p>
      ) : (
        <ul
          aria-label={t('listLabel', { tenant: tenant.name })}
          className="divide-y divide-line rounded-2xl border border-line bg-surface shadow-low"
        >
          {members.map((member) => (
            <MemberRow key={member.id} member={member} tenant={tenant} isMe={member.id === userId} />
          ))}
        </ul>
      )}
      <LoadMore
        hasMore={hasNextPage}
        isLoading={isFetchingNextPage}
        onLoadMore={() => void fetchNextPage()}
      />
      <LeaveTenant tenant={tenant} />
    </div>
  );
}
