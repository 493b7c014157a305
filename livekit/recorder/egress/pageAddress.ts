import { AccessToken } from 'livekit-server-sdk';
import type { Settings } from '../settings.ts';
import type { Order } from './checkOrder.ts';

/** The address of the page to film, with what it needs to enter the room. It is a secret: it holds a token. */
export const pageAddress = async (
  { livekit }: Settings,
  { egressId, request: { customBaseUrl, layout, roomName } }: Order,
): Promise<string> => {
  const token = new AccessToken(livekit.key, livekit.secret, { identity: egressId, ttl: '24h' });
  token.kind = 'egress';
  token.addGrant({
    room: roomName,
    roomJoin: true,
    canSubscribe: true,
    canPublish: false,
    canPublishData: false,
    hidden: true,
    recorder: true,
  });
  const url = new URL(customBaseUrl);
  url.searchParams.set('layout', layout);
  url.searchParams.set('url', livekit.url);
  url.searchParams.set('token', await token.toJwt());
  return url.href;
};
