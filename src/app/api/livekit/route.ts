import { log } from '@/server/log';
import { receiveWebhook } from '@/server/livekit';
import { applyWebhook } from '@/server/rooms/meetings';

/** LiveKit's webhook. Anything but 200 makes LiveKit send it again. */
export const POST = async (request: Request) => {
  const body = await request.text();
  try {
    await applyWebhook(await receiveWebhook(body, request.headers.get('authorization')));
  } catch (error) {
    log().warn({ error: error instanceof Error ? error.message : error }, 'webhook refused');
    return new Response(null, { status: 401 });
  }
  return new Response(null, { status: 200 });
};
