import 'server-only';
import {
  barInput,
  createLinkInput,
  linkTokenInput,
  roomLinkInput,
  roomPersonInput,
  setRoomRoleInput,
} from '@/shared/roomLinks';
import { limited, publicProcedure, roomProcedure, router } from '../trpc';
import { peekRoomLink, redeemRoomLink } from './redeemLink';
import { createRoomLink, listRoomLinks, revokeRoomLink } from './roomLinks';
import { liftBar, listBars, listRoomPeople, removeRoomPerson, setRoomRole } from './roomPeople';

export const linksRouter = router({
  list: roomProcedure('room:invite').query(async ({ ctx }) => await listRoomLinks(ctx)),
  create: roomProcedure('room:invite')
    .input(createLinkInput)
    .mutation(async ({ ctx, input }) => await createRoomLink(ctx, input)),
  revoke: roomProcedure('room:invite')
    .input(roomLinkInput)
    .mutation(async ({ ctx, input }) => await revokeRoomLink(ctx, input.linkId)),
  peek: publicProcedure
    .input(linkTokenInput)
    .query(async ({ ctx, input }) => await peekRoomLink(ctx, input.token)),
  redeem: publicProcedure
    .use(limited('join'))
    .input(linkTokenInput)
    .mutation(async ({ ctx, input }) => await redeemRoomLink(ctx, input.token)),
});

export const peopleRouter = router({
  list: roomProcedure('people:read').query(async ({ ctx }) => await listRoomPeople(ctx)),
  setRole: roomProcedure('people:role')
    .input(setRoomRoleInput)
    .mutation(async ({ ctx, input }) => await setRoomRole(ctx, input)),
  remove: roomProcedure('people:role')
    .input(roomPersonInput)
    .mutation(async ({ ctx, input }) => await removeRoomPerson(ctx, input.userId)),
});

export const barsRouter = router({
  list: roomProcedure('room:bar').query(async ({ ctx }) => await listBars(ctx.room.id)),
  lift: roomProcedure('room:bar')
    .input(barInput)
    .mutation(async ({ ctx, input }) => await liftBar(ctx, input.barId)),
});
