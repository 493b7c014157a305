import { makeOrganisation, openSession } from '../e2e/people.ts';
import { compareCpu } from './lib/compareCpu.ts';

const { host, room } = await makeOrganisation();
const session = await openSession(host.id);
const input = encodeURIComponent(JSON.stringify({ 0: { roomId: room.id } }));

await compareCpu({
  name: 'rooms.get',
  bar: 1.5,
  requests: 1000,
  bare: () => ({ path: `/bareGet?roomId=${room.id}&userId=${host.id}` }),
  procedure: () => ({
    path: `/api/trpc/rooms.get?batch=1&input=${input}`,
    cookie: `${session.name}=${session.value}`,
  }),
  answer: room.code,
});
process.exit(0);
