import type { NextRequest } from 'next/server';
import { onwardResponse } from '@/server/auth/onwardResponse';
import { finishRoundTrip } from '@/server/auth/providerSignIn';

/** Where the tenant's own identity provider sends a browser back to. */
export const GET = async (
  { nextUrl, headers }: NextRequest,
  { params }: RouteContext<'/api/sso/[tenant]/callback'>,
) => {
  const { tenant } = await params;
  return onwardResponse(await finishRoundTrip({ slug: tenant, query: nextUrl.searchParams, headers }));
};
