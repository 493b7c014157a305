import { exportAudit } from '@/server/auth/exportAudit';
import { createContext } from '@/server/context';

interface RouteContext {
  params: Promise<{ tenant: string }>;
}

/** A tenant's audit log, or what of it the query asks for, as a CSV file. */
export const GET = async (request: Request, { params }: RouteContext) =>
  await exportAudit(
    await createContext(request.headers, new Headers()),
    (await params).tenant,
    new URL(request.url).searchParams,
  );
