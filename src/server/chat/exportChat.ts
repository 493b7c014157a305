import 'server-only';
import { Readable } from 'node:stream';
import { findRoomAccess, type AccessedRoom, type Insider } from '../access';
import type { Context } from '../context';
import { asResponse } from '../errorResponse';
import { fail } from '../errors';
import { findMessages, readableBy, type StoredMessage } from './messages';

const EXPORT_PAGE_SIZE = 1_000;

const exportedLine = (message: StoredMessage) => {
  const to = message.recipientName === null ? '' : ` -> ${message.recipientName}`;
  const files = message.files.map(({ name }) => `[${name}]`);
  const text = [message.body, ...files].filter(Boolean).join('\n').replaceAll('\n', '\n    ');
  return `${message.createdAt}  ${message.authorName}${to}: ${text}\n`;
};

/** All that somebody may read in a room as text, oldest first, in pieces as they are read. */
async function* exportMessages(room: AccessedRoom, insider: Insider): AsyncGenerator<Buffer> {
  let after: string | undefined;
  for (;;) {
    const page = await findMessages({
      where: {
        ...readableBy(room, insider),
        deletedAt: null,
        ...(after ? { position: { gt: after } } : {}),
      },
      orderBy: { position: 'asc' },
      take: EXPORT_PAGE_SIZE,
    });
    yield Buffer.from(page.map(exportedLine).join(''));
    after = page.at(-1)?.position;
    if (page.length < EXPORT_PAGE_SIZE) return;
  }
}

/** The room's chat as a text file that is written while it is read. Answers 403 and 404 as `chat:export` has it. */
export const exportChat = async (ctx: Context, roomId: string): Promise<Response> => {
  try {
    const { room, insider } = await findRoomAccess(ctx, roomId, 'chat:export');
    const pages = exportMessages(room, insider ?? fail('NOT_FOUND'));
    const name = encodeURIComponent(`${room.name}.txt`);
    return new Response(Readable.toWeb(Readable.from(pages)) as ReadableStream, {
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'content-disposition': `attachment; filename="chat.txt"; filename*=UTF-8''${name}`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    return asResponse(error);
  }
};
