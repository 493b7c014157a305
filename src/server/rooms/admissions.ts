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
  /** Whether a host has let them in by hand: then nothing makes them wait again. */
  isByHost: boolean;
  /** The link for guests that they came in by, and will no more once it is revoked. */
  linkId: string | null;
  /** Whether they have nothing but the link, and read in the room what this admission gives. */
  isOutsider: boolean;
}

const admissionsKey = (roomId: string) => `admitted:${roomId}`;

/** Somebody's name in what Redis keeps about a room. */
export const fieldOf = ({ id, isGuest }: Person) => `${isGuest ? 'guest' : 'user'}:${id}`;

const personOfField = (field: string): Person => {
  const [kind, id = ''] = field.split(':');
  return { id, isGuest: kind === 'guest' };
};

/** Notes that people were let into the meeting. */
export const admit = async (roomId: string, people: readonly (Person & Admission)[]) => {
  if (people.length === 0) return;
  const entries = people.flatMap((person) => {
    const { name, since, address, isByHost, linkId, isOutsider } = person;
    const noted = { name, since: since.getTime(), address, isByHost, linkId, isOutsider };
    return [fieldOf(person), JSON.stringify(noted)];
  });
  await redis()
    .multi()
    .hset(admissionsKey(roomId), ...entries)
    .expire(admissionsKey(roomId), ADMISSION_TTL)
    .exec();
};

/** Notes that one of those who belong to the room came in; what is noted of them already stays as it is. */
export const admitMember = async (
  roomId: string,
  { since, ...member }: Person & Omit<Admission, 'isOutsider'>,
) => {
  const noted = { ...member, since: since.getTime(), isOutsider: false };
  await redis()
    .multi()
    .hsetnx(admissionsKey(roomId), fieldOf(member), JSON.stringify(noted))
    .expire(admissionsKey(roomId), ADMISSION_TTL)
    .exec();
};

const parse = (noted: string): Admission => {
  const admission = JSON.parse(noted) as Omit<Admission, 'since'> & { since: number };
  return { ...admission, since: new Date(admission.since) };
};

/** The admission of somebody to the meeting, or null where they have not come in. */
export const readAdmission = async (roomId: string, person: Person): Promise<Admission | null> => {
  const noted = await redis().hget(admissionsKey(roomId), fieldOf(person));
  return noted === null ? null : parse(noted);
};

/** Takes the admissions back that a link gave, and no host's word; returns whose they were. */
export const withdrawAdmissionsBy = async (roomId: string, linkId: string): Promise<Person[]> => {
  const all = Object.entries(await redis().hgetall(admissionsKey(roomId)));
  const fields = all.flatMap(([field, noted]) => {
    const admission = parse(noted);
    const isTheirs = admission.linkId === linkId && admission.isOutsider && !admission.isByHost;
    return isTheirs ? [field] : [];
  });
  if (fields.length > 0) await redis().hdel(admissionsKey(roomId), ...fields);
  return fields.map(personOfField);
};

/** Takes one person's admission back: whoever was removed waits again like anybody else. */
export const withdrawAdmission = async (roomId: string, person: Person) => {
  await redis().hdel(admissionsKey(roomId), fieldOf(person));
};

/** Ends every admission to a room: its meeting is over, or it takes no guests any more. */
export const endAdmissions = async (roomId: string) => {
  await redis().del(admissionsKey(roomId));
};
