import 'server-only';
import type { z } from 'zod';
import type { knockInput } from '@/shared/lobby';
import type { RoomAccess } from '../access';
import type { Context } from '../context';
import { fail } from '../errors';
import { findWay } from './entry';
import { identify } from './identify';
import { putInLobby } from './lobby';

/**
 * Asks the hosts to be let in: a place in the lobby, kept for as long as its owner listens to `rooms.liveLobby`; asked
 * again it changes name and line. Fails NAME_REQUIRED, BARRED.
 */
export const knock = async (ctx: Context, access: RoomAccess, input: z.output<typeof knockInput>) => {
  const { room, role } = access;
  const { person, name, email, cookie } = await identify(ctx, room.id, input.name);
  const way = await findWay(access, person, ctx.address);
  if (way === 'barred') return fail('BARRED');
  if (cookie) ctx.resHeaders.append('set-cookie', cookie);
  if (way === 'in') return;
  const { address } = ctx;
  const line = input.line ?? null;
  await putInLobby(room.id, { ...person, name, email, line, address, isOutsider: role === 'guest' });
};
