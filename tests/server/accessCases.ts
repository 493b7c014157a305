import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { makeFile, makeRecording } from '../../prisma/factories.ts';
import { db } from '@/server/db';
import type { Meta } from '@/server/trpc';
import { type browser, browserOf, type sandbox } from './harness';

interface Case {
  access: Meta['access'];
  /** An input that passes its schema, so that only the right can be what is missing. */
  input?: (ids: Ids) => unknown;
}

export interface Ids {
  tenant: string;
  roomId: string;
  code: string;
  /** Three of the room's host: in a message, in one and deleted, in none yet. */
  fileId: string;
  deletedFileId: string;
  draftId: string;
  recordingId: string;
  deletedRecordingId: string;
}

const ofRoom = ({ roomId }: { roomId: string }) => ({ roomId });
const ofTenant = ({ tenant }: { tenant: string }) => ({ tenant });
const ofFile = ({ fileId }: { fileId: string }) => ({ fileId });
const ofRecording = ({ recordingId }: { recordingId: string }) => ({ recordingId });
const somebody = { id: uuid(), isGuest: false };
/** The form of a link's token; of no link. */
const token = 'A'.repeat(43);

/** Each procedure's right, pinned. A procedure that isn't here fails access.test.ts. */
export const CASES: Record<string, Case> = {
  'auth.register': { access: 'public' },
  'auth.requestPasswordReset': { access: 'public' },
  'auth.resetPassword': { access: 'public' },
  'auth.verifyEmail': { access: 'account' },
  'auth.resendVerification': { access: 'account' },
  'auth.me': { access: 'user' },
  'auth.updateProfile': { access: 'user' },
  'auth.sessions': { access: 'account' },
  'auth.revokeSession': { access: 'account' },
  'auth.revokeOtherSessions': { access: 'account' },
  'auth.signOutEverywhere': { access: 'account' },
  'auth.createTenant': { access: 'account' },
  'auth.findProvider': { access: 'public' },
  'auth.tenant.address': { access: 'tenant tenant:edit', input: ofTenant },
  'auth.provider.get': { access: 'tenant tenant:security', input: ofTenant },
  'auth.provider.set': {
    access: 'tenant tenant:security',
    input: (ids) => ({
      ...ofTenant(ids),
      name: 'Mine',
      issuer: 'https://id.example',
      clientId: 'mine',
      secret: 'mine',
      roleClaim: '',
      adminValues: [],
    }),
  },
  'auth.provider.remove': { access: 'tenant tenant:security', input: ofTenant },
  'auth.provider.try': { access: 'tenant tenant:security', input: ofTenant },
  'auth.provider.enable': {
    access: 'tenant tenant:security',
    input: (ids) => ({ ...ofTenant(ids), isOn: true }),
  },
  'auth.provider.setOnlyWay': {
    access: 'tenant tenant:security',
    input: (ids) => ({ ...ofTenant(ids), isOn: true }),
  },
  'auth.domains.list': { access: 'tenant tenant:security', input: ofTenant },
  'auth.domains.add': {
    access: 'tenant tenant:security',
    input: (ids) => ({ ...ofTenant(ids), domain: 'mine.example' }),
  },
  'auth.domains.check': {
    access: 'tenant tenant:security',
    input: (ids) => ({ ...ofTenant(ids), domainId: uuid() }),
  },
  'auth.domains.remove': {
    access: 'tenant tenant:security',
    input: (ids) => ({ ...ofTenant(ids), domainId: uuid() }),
  },
  'auth.twoStep.get': { access: 'account' },
  'auth.twoStep.startTotp': { access: 'account' },
  'auth.twoStep.addTotp': { access: 'account' },
  'auth.twoStep.removeTotp': { access: 'account' },
  'auth.twoStep.renewRecoveryCodes': { access: 'account' },
  'auth.twoStep.prove': { access: 'account' },
  'auth.twoStep.confirmByPassword': { access: 'account' },
  'auth.twoStep.startConfirm': { access: 'account' },
  'auth.twoStep.confirmByPasskey': { access: 'account' },
  'auth.twoStep.pending': { access: 'public' },
  'auth.twoStep.startPending': { access: 'public' },
  'auth.twoStep.startSignIn': { access: 'public' },
  'auth.twoStep.rule': { access: 'tenant tenant:security', input: ofTenant },
  'auth.twoStep.setRule': {
    access: 'tenant tenant:security',
    input: (ids) => ({ ...ofTenant(ids), asksTwoSteps: false }),
  },
  'auth.passkeys.list': { access: 'account' },
  'auth.passkeys.start': { access: 'account' },
  'auth.passkeys.register': { access: 'account' },
  'auth.passkeys.rename': { access: 'account' },
  'auth.passkeys.remove': { access: 'account' },
  'rooms.people.list': { access: 'room people:read', input: ofRoom },
  'rooms.people.setRole': {
    access: 'room people:role',
    input: (ids) => ({ ...ofRoom(ids), userId: randomUUID(), role: 'cohost' }),
  },
  'rooms.people.remove': {
    access: 'room people:role',
    input: (ids) => ({ ...ofRoom(ids), userId: randomUUID() }),
  },
  'rooms.links.list': { access: 'room room:invite', input: ofRoom },
  'rooms.links.create': {
    access: 'room room:invite',
    input: (ids) => ({ ...ofRoom(ids), role: 'guest', days: null, maxUses: null }),
  },
  'rooms.links.revoke': {
    access: 'room room:invite',
    input: (ids) => ({ ...ofRoom(ids), linkId: randomUUID() }),
  },
  'rooms.links.peek': { access: 'public', input: () => ({ token }) },
  'rooms.links.redeem': { access: 'public', input: () => ({ token }) },
  'rooms.invite': {
    access: 'room room:invite',
    input: (ids) => ({ ...ofRoom(ids), emails: ['mia@people.example'], role: 'guest' }),
  },
  'rooms.bars.list': { access: 'room room:bar', input: ofRoom },
  'rooms.bars.lift': { access: 'room room:bar', input: (ids) => ({ ...ofRoom(ids), barId: randomUUID() }) },
  'auth.audit.list': { access: 'tenant audit:read', input: ofTenant },
  'auth.registerInvited': { access: 'public' },
  'auth.operator.list': { access: 'operator', input: () => ({}) },
  'auth.operator.parts': { access: 'operator', input: () => ({}) },
  'auth.operator.get': { access: 'operator', input: () => ({ tenantId: uuid() }) },
  'auth.operator.setQuotas': { access: 'operator', input: () => ({ tenantId: uuid() }) },
  'auth.operator.setHost': {
    access: 'operator',
    input: () => ({ tenantId: uuid(), host: 'meet.kumo.example' }),
  },
  'auth.operator.resetSecondStep': { access: 'operator', input: () => ({ email: 'nobody@people.example' }) },
  'auth.operator.suspend': { access: 'operator', input: () => ({ tenantId: uuid() }) },
  'auth.operator.resume': { access: 'operator', input: () => ({ tenantId: uuid() }) },
  'auth.operator.remove': { access: 'operator', input: () => ({ tenantId: uuid(), name: 'Mine' }) },
  'auth.operator.restore': { access: 'operator', input: () => ({ tenantId: uuid() }) },
  'auth.tenant.get': { access: 'tenant tenant:edit', input: ofTenant },
  'auth.tenant.edit': { access: 'tenant tenant:edit', input: (ids) => ({ ...ofTenant(ids), name: 'Mine' }) },
  'auth.tenant.usage': { access: 'tenant usage:read', input: ofTenant },
  'rooms.defaults': { access: 'tenant room:list', input: ofTenant },
  'auth.members.list': { access: 'tenant member:list', input: ofTenant },
  'auth.members.setRole': {
    access: 'tenant member:edit',
    input: (ids) => ({ ...ofTenant(ids), userId: uuid(), role: 'member' }),
  },
  'auth.members.remove': {
    access: 'tenant member:remove',
    input: (ids) => ({ ...ofTenant(ids), userId: uuid() }),
  },
  'auth.members.leave': { access: 'tenant tenant:leave', input: ofTenant },
  'auth.invitations.list': { access: 'tenant member:invite', input: ofTenant },
  'auth.invitations.create': {
    access: 'tenant member:invite',
    input: (ids) => ({ ...ofTenant(ids), emails: ['new@people.example'], role: 'member' }),
  },
  'auth.invitations.resend': {
    access: 'tenant member:invite',
    input: (ids) => ({ ...ofTenant(ids), invitationId: uuid() }),
  },
  'auth.invitations.revoke': {
    access: 'tenant member:invite',
    input: (ids) => ({ ...ofTenant(ids), invitationId: uuid() }),
  },
  'auth.invitations.peek': { access: 'public' },
  'auth.invitations.accept': { access: 'user' },
  'rooms.list': { access: 'tenant room:list', input: ofTenant },
  'rooms.create': { access: 'tenant room:create', input: (ids) => ({ ...ofTenant(ids), name: 'Mine' }) },
  'rooms.get': { access: 'room room:read', input: ofRoom },
  'rooms.update': { access: 'room room:edit', input: (ids) => ({ ...ofRoom(ids), name: 'Mine' }) },
  'rooms.remove': { access: 'room room:delete', input: ofRoom },
  'rooms.restore': { access: 'room room:delete', input: ofRoom },
  'rooms.byCode': { access: 'public', input: ({ code }) => ({ code }) },
  'rooms.join': {
    access: 'room room:join',
    input: (ids) => ({ ...ofRoom(ids), tabId: 'tab-00000001', name: 'Eve' }),
  },
  'rooms.knock': { access: 'room room:join', input: (ids) => ({ ...ofRoom(ids), name: 'Eve' }) },
  'rooms.liveLobby': { access: 'room room:join', input: ofRoom },
  'rooms.lobby': { access: 'room lobby:admit', input: ofRoom },
  'rooms.admit': { access: 'room lobby:admit', input: (ids) => ({ ...ofRoom(ids), people: null }) },
  'rooms.deny': {
    access: 'room lobby:admit',
    input: (ids) => ({
      ...ofRoom(ids),
      person: { id: randomUUID(), isGuest: true },
      isForGood: false,
    }),
  },
  'rooms.end': { access: 'room meeting:end', input: ofRoom },
  'rooms.moderation.stop': {
    access: 'room people:mute',
    input: (ids) => ({ ...ofRoom(ids), person: somebody, what: 'microphone' }),
  },
  'rooms.moderation.muteAll': { access: 'room people:mute', input: ofRoom },
  'rooms.moderation.ask': {
    access: 'room people:mute',
    input: (ids) => ({ ...ofRoom(ids), person: somebody, what: 'camera' }),
  },
  'rooms.moderation.remove': {
    access: 'room people:remove',
    input: (ids) => ({ ...ofRoom(ids), person: somebody }),
  },
  'rooms.moderation.rules': { access: 'room people:rights', input: ofRoom },
  'rooms.moderation.setRight': {
    access: 'room people:rights',
    input: (ids) => ({ ...ofRoom(ids), person: somebody, permission: 'chat:send', isAllowed: true }),
  },
  'rooms.moderation.setAudiences': {
    access: 'room people:rights',
    input: (ids) => ({ ...ofRoom(ids), chatBy: 'everyone' }),
  },
  'rooms.moderation.setRole': {
    access: 'room people:role',
    input: (ids) => ({ ...ofRoom(ids), userId: somebody.id, role: 'cohost' }),
  },
  'rooms.moderation.handOver': {
    access: 'room room:handOver',
    input: (ids) => ({ ...ofRoom(ids), userId: somebody.id }),
  },
  'rooms.moderation.lock': {
    access: 'room room:lock',
    input: (ids) => ({ ...ofRoom(ids), isLocked: true }),
  },
  'rooms.moderation.spotlight': {
    access: 'room meeting:spotlight',
    input: (ids) => ({ ...ofRoom(ids), identity: null }),
  },
  'rooms.moderation.raiseHand': {
    access: 'room hand:raise',
    input: (ids) => ({ ...ofRoom(ids), tabId: 'tab-00000001', isRaised: true }),
  },
  'rooms.moderation.lowerHands': {
    access: 'room hand:lower',
    input: (ids) => ({ ...ofRoom(ids), person: null }),
  },
  'rooms.meetings': { access: 'room attendance:read', input: ofRoom },
  'rooms.recording': { access: 'room chat:read', input: ofRoom },
  'rooms.startRecording': { access: 'room room:record', input: ofRoom },
  'rooms.stopRecording': { access: 'room room:record', input: ofRoom },
  'rooms.setRecordingLayout': {
    access: 'room room:record',
    input: (ids) => ({ ...ofRoom(ids), layout: 'grid' }),
  },
  'rooms.live': { access: 'room chat:read', input: ofRoom },
  'rooms.liveList': { access: 'tenant room:list', input: ofTenant },
  'chat.list': { access: 'room chat:read', input: ofRoom },
  'chat.search': { access: 'room chat:read', input: (ids) => ({ ...ofRoom(ids), query: 'secret' }) },
  'chat.send': {
    access: 'room chat:send',
    input: (ids) => ({ ...ofRoom(ids), id: uuid(), body: 'hello' }),
  },
  'chat.edit': {
    access: 'room chat:send',
    input: (ids) => ({ ...ofRoom(ids), messageId: uuid(), body: 'hello' }),
  },
  'chat.remove': { access: 'room chat:read', input: (ids) => ({ ...ofRoom(ids), messageId: uuid() }) },
  'chat.react': {
    access: 'room chat:send',
    input: (ids) => ({ ...ofRoom(ids), messageId: uuid(), emoji: '👍', isOn: true }),
  },
  'storage.list': { access: 'tenant file:list', input: ofTenant },
  'storage.listRoom': { access: 'room file:read', input: ofRoom },
  'storage.usage': { access: 'tenant file:list', input: ofTenant },
  'storage.rename': { access: 'file file:rename', input: (ids) => ({ ...ofFile(ids), name: 'mine.txt' }) },
  'storage.remove': { access: 'file file:delete', input: ofFile },
  'storage.restore': { access: 'file file:delete', input: (ids) => ({ fileId: ids.deletedFileId }) },
  'storage.cancelUpload': { access: 'file file:cancel', input: (ids) => ({ fileId: ids.draftId }) },
  'storage.removeAvatar': { access: 'user' },
  'storage.removeLogo': { access: 'tenant tenant:edit', input: ofTenant },
  'storage.recordings.list': { access: 'tenant recording:list', input: ofTenant },
  'storage.recordings.listRoom': { access: 'room recording:read', input: ofRoom },
  'storage.recordings.get': { access: 'recording recording:read', input: ofRecording },
  'storage.recordings.chat': { access: 'recording recording:read', input: ofRecording },
  'storage.recordings.rename': {
    access: 'recording recording:manage',
    input: (ids) => ({ ...ofRecording(ids), name: 'Mine' }),
  },
  'storage.recordings.remove': { access: 'recording recording:manage', input: ofRecording },
  'storage.recordings.restore': {
    access: 'recording recording:manage',
    input: (ids) => ({ recordingId: ids.deletedRecordingId }),
  },
  'storage.recordings.transcode': {
    access: 'recording recording:manage',
    input: (ids) => ({ ...ofRecording(ids), kind: 'audio' }),
  },
  'storage.recordings.cancelTranscode': {
    access: 'recording recording:manage',
    input: (ids) => ({ ...ofRecording(ids), kind: 'audio' }),
  },
  'storage.recordings.shares': { access: 'recording recording:manage', input: ofRecording },
  'storage.recordings.share': {
    access: 'recording recording:manage',
    input: (ids) => ({ ...ofRecording(ids), days: null, password: null }),
  },
  'storage.recordings.unshare': {
    access: 'recording recording:manage',
    input: (ids) => ({ ...ofRecording(ids), linkId: uuid() }),
  },
  'storage.recordings.retention': { access: 'tenant recording:list', input: ofTenant },
  'storage.recordings.setRetention': {
    access: 'tenant tenant:edit',
    input: (ids) => ({ ...ofTenant(ids), recordingDays: 90 }),
  },
  'storage.recordings.peekShare': { access: 'public', input: () => ({ token }) },
  'storage.recordings.openShare': { access: 'public', input: () => ({ token }) },
  'storage.recordings.sharedChat': { access: 'public', input: () => ({ token }) },
};

/** All that asks for a right in a tenant. */
export const guarded = Object.entries(CASES).filter(([, { access }]) =>
  /^(?:tenant|room|file|recording) /.test(access),
);

export type Api = Awaited<ReturnType<typeof browser>>['api'];

/** How many times a procedure was asked by somebody who may not. */
export const doors = { tried: 0 };

export const call = async (api: Api, path: string, input: unknown): Promise<unknown> => {
  doors.tried += 1;
  // A caller is callable at every step, whatever the path: what is no procedure is refused by the call.
  let step: unknown = api;
  for (const name of path.split('.')) step = (step as Record<string, unknown>)[name];
  return await (step as (input: unknown) => Promise<unknown>)(input);
};

export const nothing: Ids = {
  tenant: 'no-such-tenant',
  roomId: randomUUID(),
  code: 'aaa-bbbb-ccc',
  fileId: randomUUID(),
  deletedFileId: randomUUID(),
  draftId: randomUUID(),
  recordingId: randomUUID(),
  deletedRecordingId: randomUUID(),
};

export const idsOf = async ({ tenant, room, host }: Awaited<ReturnType<typeof sandbox>>): Promise<Ids> => {
  const { api } = await browserOf(host);
  const place = { tenantId: tenant.id, roomId: room.id, ownerId: host.id };
  const { id: messageId } = await api.chat.send({ roomId: room.id, id: uuid(), body: 'files' });
  const [sent, deleted, draft, recording, deletedRecording] = await Promise.all([
    makeFile(db(), place, { messageId }),
    makeFile(db(), place, { messageId, deletedAt: new Date() }),
    makeFile(db(), place),
    makeRecording(db(), { tenantId: tenant.id, roomId: room.id }),
    makeRecording(db(), { tenantId: tenant.id, roomId: room.id }, { deletedAt: new Date() }),
  ]);
  return {
    tenant: tenant.slug,
    roomId: room.id,
    code: room.code,
    fileId: sent.id,
    deletedFileId: deleted.id,
    draftId: draft.id,
    recordingId: recording.id,
    deletedRecordingId: deletedRecording.id,
  };
};
