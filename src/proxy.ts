import { type NextRequest, NextResponse } from 'next/server';
import { contentSecurityPolicy } from '@/server/contentSecurityPolicy';

/** Gives each page its nonce. Never covers `/api`: a proxied body would be cut at 10 MB. */
export const proxy = (request: NextRequest) => {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const policy = contentSecurityPolicy(nonce, request.nextUrl.pathname === '/recording');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
};

export const config = {
  matcher: [{ source: '/((?!api/|_next/static|_next/image|favicon.svg).*)' }],
};
