import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { load, trpc } from '@/api/server';
import type { Door } from '@/features/meeting/Door';
import { closedCodeOf } from '@/server/auth/gateVerdict';
import { findTenantOfRoom } from '@/server/rooms/findTenantOfRoom';

/** Who belongs to a tenant whose gate keeps them out goes to where it says why; to all others nothing is there. */
const toClosed = async (error: unknown, code: string): Promise<never> => {
  const closed = closedCodeOf(error);
  if (!closed) throw error;
  // Guests of a suspended tenant have nothing to prove, and nowhere to go.
  if (closed === 'TENANT_SUSPENDED') return notFound();
  return redirect(`/closed/${await findTenantOfRoom(code)}?callbackUrl=${encodeURIComponent(`/m/${code}`)}`);
};

/** What the link opens to who looks at the page; where that takes an account, they sign in and come back. */
export const openDoor = cache(async (code: string): Promise<Door> => {
  const link = await load(trpc.rooms.byCode.queryOptions({ code })).catch(
    async (error: unknown) => await toClosed(error, code),
  );
  if (link.access === 'open') return link;
  return redirect(`/sign-in?callbackUrl=${encodeURIComponent(`/m/${code}`)}`);
});
