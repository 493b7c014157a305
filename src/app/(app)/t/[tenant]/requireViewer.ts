import { notFound, redirect } from 'next/navigation';
import { currentUser } from '@/server/auth/currentUser';

/**
 * The person who looks at a tenant's page, and the tenant. The anonymous go to sign in and come back to `path`;
 * to people of other tenants there is nothing here.
 */
export const requireViewer = async (slug: string, path: string) => {
  const user = await currentUser();
  if (!user) return redirect(`/t/${slug}/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  const tenant = user.tenants.find((one) => one.slug === slug) ?? notFound();
  return { user, tenant };
};
