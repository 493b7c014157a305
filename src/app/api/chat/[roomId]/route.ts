import { createContext } from '@/server/context';
import { exportChat } from '@/server/chat/exportChat';

interface RouteContext {
  params: Promise<{ roomId: string }>;
}

/** All that a host may read in a room, as a text file. */
export const GET = async (request: Request, { params }: RouteContext) =>
  await exportChat(await createContext(request.headers, new Headers()), (await params).roomId);
