'use client';

import type { Door } from '@/features/meeting/Door';
import { Meeting } from '@/features/meeting/Meeting';
import { lazyPart } from '@/ui/lazyPart';

const MeetingChat = lazyPart(async () => await import('./MeetingChat'), 'MeetingChat');

/** The meeting, with the conversation that loads once the call is up. */
export function MeetingWithChat({ door }: { door: Door }) {
  return <Meeting door={door} Chat={MeetingChat} />;
}
