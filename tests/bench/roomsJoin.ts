import { makeMembership, makeUser } from '../../prisma/factories.ts';
import { db, makeOrganisation, openSession } from '../e2e/people.ts';
import { compareCpu } from './lib/compareCpu.ts';

/** Each may join sixty times a minute, and no more. */
const PEOPLE = 400;

const { tenant, room } = await makeOrganisation({ maxParticipants: 500 });
const people = await Promise.all(
  Array.from({ length: PEOPLE }, async () => {
    const { id } = await makeUser(db);
    await makeMembership(db, { tenantId: tenant.id, userId: id }, 'member');
    const { name, value } = await openSession(id);
    return { id, cookie: `${name}=${value}` };
  }),
);
const at = (index: number) => {
  const person = people[index % PEOPLE];
  if (!person) throw new Error('nobody');
  return person;
};

await compareCpu({
  name: 'rooms.join',
  bar: 1.5,
  requests: 400,
  bare: (index) => ({ path: `/bareJoin?roomId=${room.id}&userId=${at(index).id}` }),
  procedure: (index) => ({
    path: '/api/trpc/rooms.join',
    cookie: at(index).cookie,
    body: { roomId: room.id, tabId: 'bench-tab' },
  }),
  answer: 'token',
});
process.exit(0);
