import type { NextRequest } from 'next/server';
import { onwardResponse } from '@/server/auth/onwardResponse';
import { startSignIn } from '@/server/auth/providerSignIn';

/** Sends a browser to the tenant's own identity provider. */
export const GET = async (
  { nextUrl, headers }: NextRequest,
  { params }: RouteContext<'/api/sso/[tenant]/start'>,
) => {
  const { tenant } = await params;
  return onwardResponse(await startSignIn({ slug: tenant, query: nextUrl.searchParams, headers }));
};
