import 'server-only';
import { z } from 'zod';
import {
  createRoomInput,
  joinInput,
  listRoomsInput,
  meetingsInput,
  roomCode,
  updateRoomInput,
} from '@/shared/rooms';
import { liveInput } from '@/shared/chat';
import { admitInput, denyInput, knockInput } from '@/shared/lobby';
import { inviteInput } from '@/shared/roomLinks';
import { recordingLayoutInput, startRecordingInput } from '@/shared/recordings';
import { insiderProcedure, limited, publicProcedure, roomProcedure, router, tenantProcedure } from '../trpc';
import { admitPeople, denyPerson, listLobby } from './answerLobby';
import { joinRoom, openLink } from './join';
import { knock } from './knock';
import { liveRoom, liveTenant } from './live';
import { liveLobby } from './liveLobby';
import { endMeeting, listMeetings } from './meetings';
import { barsRouter, linksRouter, peopleRouter } from './peopleRouter';
import { findRecording, setRecordingLayout, startRecording, stopRecording } from './recordRoom';
import { moderationRouter } from './moderationRouter';
import { readRoomDefaults } from './roomDefaults';
import { inviteToRoom } from './roomLinks';
import { createRoom, getRoom, listRooms, removeRoom, restoreRoom, updateRoom } from './rooms';

/** Only a caller within this process gives no signal, and ends a stream by returning its iterator. */
const orNever = (signal: AbortSignal | undefined) => signal ?? new AbortController().signal;

export const roomsRouter = router({
  list: tenantProcedure('room:list')
    .input(listRoomsInput)
    .query(async ({ ctx, input }) => await listRooms(ctx, input)),
  defaults: tenantProcedure('room:list').query(async ({ ctx }) => await readRoomDefaults(ctx)),
  get: roomProcedure('room:read').query(async ({ ctx }) => await getRoom(ctx)),
  create: tenantProcedure('room:create')
    .input(createRoomInput)
    .mutation(async ({ ctx, input }) => await createRoom(ctx, input)),
  update: roomProcedure('room:edit')
    .input(updateRoomInput)
    .mutation(async ({ ctx, input }) => await updateRoom(ctx, input)),
  remove: roomProcedure('room:delete').mutation(async ({ ctx }) => await removeRoom(ctx)),
  restore: roomProcedure('room:delete', 'deleted').mutation(async ({ ctx }) => await restoreRoom(ctx)),
  byCode: publicProcedure
    .input(z.object({ code: roomCode }))
    .query(async ({ ctx, input }) => await openLink(ctx, input.code)),
  join: roomProcedure('room:join')
    .use(limited('join'))
    .input(joinInput)
    .mutation(async ({ ctx, input }) => await joinRoom(ctx, ctx, input)),
  knock: roomProcedure('room:join')
    .use(limited('knock'))
    .input(knockInput)
    .mutation(async ({ ctx, input }) => await knock(ctx, ctx, input)),
  liveLobby: roomProcedure('room:join').subscription(({ ctx, signal }) => liveLobby(ctx, orNever(signal))),
  lobby: roomProcedure('lobby:admit').query(async ({ ctx }) => await listLobby(ctx.room.id)),
  admit: roomProcedure('lobby:admit')
    .input(admitInput)
    .mutation(async ({ ctx, input }) => await admitPeople(ctx, ctx.room, input)),
  deny: roomProcedure('lobby:admit')
    .input(denyInput)
    .mutation(async ({ ctx, input }) => await denyPerson(ctx, ctx.room, input)),
  people: peopleRouter,
  links: linksRouter,
  bars: barsRouter,
  invite: roomProcedure('room:invite')
    .input(inviteInput)
    .mutation(async ({ ctx, input }) => await inviteToRoom(ctx, input)),
  end: roomProcedure('meeting:end').mutation(async ({ ctx }) => await endMeeting(ctx)),
  moderation: moderationRouter,
  recording: insiderProcedure('chat:read').query(async ({ ctx }) => await findRecording(ctx.room.id)),
  startRecording: insiderProcedure('room:record')
    .input(startRecordingInput)
    .mutation(async ({ ctx, input }) => await startRecording(ctx, input)),
  stopRecording: insiderProcedure('room:record').mutation(async ({ ctx }) => await stopRecording(ctx)),
  setRecordingLayout: insiderProcedure('room:record')
    .input(recordingLayoutInput)
    .mutation(async ({ ctx, input }) => await setRecordingLayout(ctx.room, input.layout)),
  meetings: roomProcedure('attendance:read')
    .input(meetingsInput)
    .query(async ({ ctx, input }) => await listMeetings(ctx.room.id, input.cursor)),
  live: insiderProcedure('chat:read')
    .input(liveInput)
    .subscription(({ ctx, input, signal }) => liveRoom(ctx, input.lastEventId, orNever(signal))),
  liveList: tenantProcedure('room:list').subscription(({ ctx, signal }) =>
    liveTenant(ctx, 'room:list', orNever(signal)),
  ),
});
