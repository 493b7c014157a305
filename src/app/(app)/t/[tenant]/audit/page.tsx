import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { Hydrate, loadPages, trpc } from '@/api/server';
import { AuditLog } from '@/features/auth/AuditLog';
import { auditFilterOf, readAuditView } from '@/features/auth/readAuditView';
import { canInTenant } from '@/shared/permissions';
import { requireViewer } from '../requireViewer';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('audit'))('title'),
});

export default async function AuditPage({ params, searchParams }: PageProps<'/t/[tenant]/audit'>) {
  const { tenant: slug } = await params;
  const query = await searchParams;
  const { tenant } = await requireViewer(slug, `/t/${slug}/audit`);
  if (!canInTenant(tenant.role, 'audit:read')) notFound();
  const view = readAuditView((name) => query[name]);
  // When a day begins only the reader's browser knows: it asks for those itself.
  if (!view.from && !view.to)
    await loadPages(
      trpc.auth.audit.list.infiniteQueryOptions(
        { tenant: slug, ...auditFilterOf(view) },
        { getNextPageParam: (page) => page.nextCursor },
      ),
    );
  return (
    <Hydrate>
      <AuditLog tenant={tenant} />
    </Hydrate>
  );
}
