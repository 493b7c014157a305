import 'server-only';
import bowser from 'bowser';
import { fail } from '../errors';
import { listSessions, revokeSession } from './sessions';

const describe = (userAgent: string) => {
  const { browser, os, platform } = bowser.parse(userAgent);
  return {
    browser: browser.name ?? null,
    os: os.name ?? null,
    isMobile: platform.type === 'mobile' || platform.type === 'tablet',
  };
};

/** bowser takes no empty text for a user agent. */
const unknown = { browser: null, os: null, isMobile: false };

/** Where a person is signed in, last used first. */
export const listDevices = async (userId: string, currentId: string) =>
  (await listSessions(userId)).map(({ id, userAgent, address, createdAt, lastSeenAt }) => {
    const { browser, os, isMobile } = userAgent ? describe(userAgent) : unknown;
    return { id, browser, os, isMobile, address, createdAt, lastSeenAt, isCurrent: id === currentId };
  });

/** Signs one device of the person's out. Fails NOT_FOUND. */
export const signOutDevice = async (userId: string, sessionId: string) => {
  if (!(await revokeSession(userId, sessionId))) fail('NOT_FOUND');
};
