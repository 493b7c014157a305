import type { NextRequest } from 'next/server';
import { parseRoomCode } from '@/features/rooms/parseRoomCode';

const TYPED_MAX = 200;

/** Takes the landing page's form to the meeting, or back to be told what a code looks like. */
export const GET = (request: NextRequest) => {
  const typed = (request.nextUrl.searchParams.get('code') ?? '').slice(0, TYPED_MAX);
  const code = parseRoomCode(typed);
  const location = code ? `/m/${code}` : `/?code=${encodeURIComponent(typed)}#join`;
  return new Response(null, { status: 303, headers: { location } });
};
