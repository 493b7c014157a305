import { serveExport } from '@/server/auth/exportTenant';
import { createContext } from '@/server/context';

interface RouteContext {
  params: Promise<{ tenant: string }>;
}

/** All that a tenant has, for its owners and for operators, as a file of lines. */
export const GET = async (request: Request, { params }: RouteContext) =>
  await serveExport(await createContext(request.headers, new Headers()), (await params).tenant);
