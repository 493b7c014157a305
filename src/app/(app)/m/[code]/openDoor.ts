import { redirect } from 'next/navigation';
import { cache } from 'react';
import { load, trpc } from '@/api/server';
import type { Door } from '@/features/meeting/Door';

/** What the link opens to who looks at the page; where that takes an account, they sign in and come back. */
export const openDoor = cache(async (code: string): Promise<Door> => {
  const link = await load(trpc.rooms.byCode.queryOptions({ code }));
  if (link.access === 'open') return link;
  return redirect(`/sign-in?callbackUrl=${encodeURIComponent(`/m/${code}`)}`);
});
