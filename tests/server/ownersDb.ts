import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@/generated/prisma/client';

/** The database as its owner sees it, for what the app itself must not do; to be disconnected after use. */
export const ownersDb = () => {
  const connectionString = process.env['DATABASE_ADMIN_URL'];
  if (!connectionString) throw new Error('DATABASE_ADMIN_URL is not set: run this by npm test -- server');
  return new PrismaClient({ adapter: new PrismaPg({ connectionString }) });
};
