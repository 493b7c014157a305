import { receiveWebhook } from '@/server/livekit';
import { log } from '@/server/log';
import { applyWebhook } from '@/server/rooms/meetings';

/** LiveKit's webhook: 401 where the signature isn't LiveKit's. Anything but 200 makes LiveKit send it again. */
export const POST = async (request: Request) => {
  const event = await receiveWebhook(await request.text(), request.headers.get('authorization'));
  if (!event) return new Response(null, { status: 401 });
  try {
    await applyWebhook(event);
  } catch (error) {
    log().error({ event: event.event, id: event.id, error }, 'webhook not applied');
    return new Response(null, { status: 500 });
  }
  return new Response(null, { status: 200 });
};
