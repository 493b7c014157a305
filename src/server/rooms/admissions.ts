import 'server-only';
import { redis } from '../redis';
import type { Person } from '../person';

/** Seconds that an admission lasts where no end of the meeting takes it back. */
const ADMISSION_TTL = 24 * 3600;

export interface Admission {
  name: string;
  /** Where the meeting that they were let into began: what was said before is not theirs to read. */
  since: Date;
  /** Where they came from. */
  address: string;
}

const admissionsKey = (roomId: string) => `admitted:${roomId}`;
const fieldOf = ({ id, isGuest }: Person) => `${isGuest ? 'guest' : 'user'}:${id}`;

/** Notes that somebody who has nothing but the link was let into the meeting. */
export const admit = async (roomId: string, person: Person, { name, since, address }: Admission) => {
  await redis()
    .multi()
    .hset(admissionsKey(roomId), fieldOf(person), JSON.stringify({ name, since: since.getTime(), address }))
    .expire(admissionsKey(roomId), ADMISSION_TTL)
    .exec();
};

/** The admission of somebody with only the link, or null where they have not come in. */
export const readAdmission = async (roomId: string, person: Person): Promise<Admission | null> => {
  const noted = await redis().hget(admissionsKey(roomId), fieldOf(person));
  if (noted === null) return null;
  const { name, since, address } = JSON.parse(noted) as { name: string; since: number; address: string };
  return { name, since: new Date(since), address };
};

/** Takes the admission of one person back. */
export const withdrawAdmission = async (roomId: string, person: Person) => {
  await redis().hdel(admissionsKey(roomId), fieldOf(person));
};

/** Ends every admission to a room: its meeting is over, or it takes no guests any more. */
export const endAdmissions = async (roomId: string) => {
  await redis().del(admissionsKey(roomId));
};
