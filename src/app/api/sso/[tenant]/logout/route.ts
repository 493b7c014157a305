import { logOutByProvider } from '@/server/auth/providerLogout';

const answer = (status: 200 | 400) => {
  const headers = { 'cache-control': 'no-store' };
  return status === 200
    ? new Response(null, { status, headers })
    : Response.json({ error: 'invalid_request' }, { status, headers });
};

/** Where the tenant's own identity provider says that somebody signed out there (Back-Channel Logout 1.0, 2.5). */
export const POST = async (request: Request, { params }: RouteContext<'/api/sso/[tenant]/logout'>) => {
  const { tenant } = await params;
  const token = new URLSearchParams(await request.text()).get('logout_token');
  return answer(token !== null && (await logOutByProvider(tenant, token)) ? 200 : 400);
};
