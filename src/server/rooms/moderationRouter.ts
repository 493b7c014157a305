import 'server-only';
import {
  askInput,
  audiencesInput,
  handOverInput,
  lockInput,
  lowerHandsInput,
  personInput,
  rightInput,
  roleInput,
  spotlightInput,
  stopInput,
} from '@/shared/moderation';
import { handInput } from '@/shared/rooms';
import { insiderProcedure, router } from '../trpc';
import { listRules, setAudiences, setPersonRight } from './changeRights';
import { lowerHands, raiseHand } from './hands';
import { handOver, setCallRole } from './hosts';
import { lockRoom } from './lockRoom';
import { askToTurnOn, muteEverybody, stopSource } from './moderate';
import { removePerson } from './removePerson';
import { spotlight } from './spotlight';

/** What hosts do to a call and to the people in it, and raised hands. */
export const moderationRouter = router({
  stop: insiderProcedure('people:mute')
    .input(stopInput)
    .mutation(async ({ ctx, input }) => await stopSource(ctx, input.person, input.what)),
  muteAll: insiderProcedure('people:mute').mutation(async ({ ctx }) => await muteEverybody(ctx)),
  ask: insiderProcedure('people:mute')
    .input(askInput)
    .mutation(async ({ ctx, input }) => await askToTurnOn(ctx, input.person, input.what)),
  remove: insiderProcedure('people:remove')
    .input(personInput)
    .mutation(async ({ ctx, input }) => await removePerson(ctx, input.person)),
  rules: insiderProcedure('people:rights').query(async ({ ctx }) => await listRules(ctx.room.id)),
  setRight: insiderProcedure('people:rights')
    .input(rightInput)
    .mutation(async ({ ctx, input }) => await setPersonRight(ctx, input.person, input)),
  setAudiences: insiderProcedure('people:rights')
    .input(audiencesInput)
    .mutation(async ({ ctx, input }) => await setAudiences(ctx, input)),
  setRole: insiderProcedure('people:role')
    .input(roleInput)
    .mutation(async ({ ctx, input }) => await setCallRole(ctx, input.userId, input.role)),
  handOver: insiderProcedure('room:handOver')
    .input(handOverInput)
    .mutation(async ({ ctx, input }) => await handOver(ctx, input.userId)),
  lock: insiderProcedure('room:lock')
    .input(lockInput)
    .mutation(async ({ ctx, input }) => await lockRoom(ctx, input.isLocked)),
  spotlight: insiderProcedure('meeting:spotlight')
    .input(spotlightInput)
    .mutation(async ({ ctx, input }) => await spotlight(ctx, input.identity)),
  raiseHand: insiderProcedure('hand:raise')
    .input(handInput)
    .mutation(async ({ ctx, input }) => await raiseHand(ctx, input.tabId, input.isRaised)),
  lowerHands: insiderProcedure('hand:lower')
    .input(lowerHandsInput)
    .mutation(async ({ ctx, input }) => await lowerHands(ctx, input.person)),
});
