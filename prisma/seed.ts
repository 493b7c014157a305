import { hash } from '@node-rs/argon2';
import type { PrismaClient } from '../src/generated/prisma/client.ts';
import { makeMembership, makeRoom, makeTenant, makeUser } from './factories.ts';

const PASSWORD = 'a quiet morning by the river';

/** An organisation with three people and a few rooms, to look around in. Prints how to sign in. */
export const seed = async (db: PrismaClient) => {
  const passwordHash = await hash(PASSWORD);
  const tenant = await makeTenant(db, { name: 'Kumo Works' });
  const people = [
    { name: 'Aoi Tanaka', role: 'owner' },
    { name: 'Ben Fischer', role: 'admin' },
    { name: 'Chika Mori', role: 'member' },
  ] as const;
  for (const { name, role } of people) {
    const email = `${name.split(' ')[0]?.toLowerCase()}@${tenant.slug}.example`;
    const user = await makeUser(db, { name, email, passwordHash });
    await makeMembership(db, { tenantId: tenant.id, userId: user.id }, role);
    await makeRoom(db, { tenantId: tenant.id, hostId: user.id }, { name: `${name.split(' ')[0]}'s room` });
    console.log(`${name} (${role}): ${email}, password "${PASSWORD}"`);
  }
};
