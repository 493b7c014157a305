import 'server-only';
import { isHosting, mediaRights } from '@/shared/permissions';
import {
  changeParticipant,
  closeRoom,
  grantOf,
  listPeople,
  type PersonInCall,
  removeParticipant,
} from '../livekit';
import type { Person } from '../person';
import { readAdmission } from './admissions';
import { isPastDoor } from './entry';
import { findStandings, type Standing } from './standings';
import { personOf } from './identity';

const isGranted = (
  { permission }: PersonInCall,
  { canPublish, canPublishSources }: ReturnType<typeof grantOf>,
) => {
  const granted = new Set(permission?.canPublishSources);
  const isSame =
    granted.size === canPublishSources.length && canPublishSources.every((source) => granted.has(source));
  return isSame && permission?.canPublish === canPublish;
};

/** Whether somebody may be in the call at all. */
const mayStay = async (roomId: string, person: Person, { role, isBarred, footing }: Standing) => {
  if (isBarred && !isHosting(role)) return false;
  return footing === 'own' || (footing === 'admission' && (await readAdmission(roomId, person)) !== null);
};

/**
 * Brings what LiveKit grants to everybody in a room's call, or to the one with this identity, in line with their roles,
 * the room's settings and its hosts' rules; who is barred, or to whom the room isn't there any more, is put out. A token
 * of before, used once more, ends here. The call of a room that is deleted, or whose tenant is or is suspended, ends.
 */
export const applyRights = async (roomId: string, identity?: string) => {
  const present = (await listPeople(roomId)).flatMap((who) => {
    const person = personOf(who.identity);
    return person && (identity === undefined || who.identity === identity) ? [{ who, person }] : [];
  });
  if (present.length === 0) return;
  const { room, isShut, standingOf } = await findStandings(
    roomId,
    present.map(({ person }) => person),
  );
  // Whoever was about to come in when the room was closed has opened it anew.
  if (isShut) return await closeRoom(roomId);
  await Promise.all(
    present.map(async ({ who, person }) => {
      const standing = standingOf(person);
      const { role, rules } = standing;
      const isOut = !(await mayStay(roomId, person, standing));
      const isAstray = identity !== undefined && !(await isPastDoor(room, person, role));
      if (isOut || isAstray) return await removeParticipant(roomId, who.identity);
      const rights = mediaRights({ role, settings: room, rules });
      if (who.attributes['role'] === role && isGranted(who, grantOf(rights))) return;
      await changeParticipant(roomId, who.identity, { rights, attributes: { role } });
    }),
  );
};
