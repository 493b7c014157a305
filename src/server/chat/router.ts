import 'server-only';
import {
  editInput,
  listMessagesInput,
  messageInput,
  reactInput,
  searchMessagesInput,
  sendInput,
} from '@/shared/chat';
import { insiderProcedure, router } from '../trpc';
import { editMessage, reactToMessage, removeMessage } from './changeMessage';
import { listMessages } from './listMessages';
import { searchMessages } from './searchMessages';
import { sendMessage } from './sendMessage';

export const chatRouter = router({
  list: insiderProcedure('chat:read')
    .input(listMessagesInput)
    .query(async ({ ctx, input }) => await listMessages(ctx, input)),
  search: insiderProcedure('chat:read')
    .input(searchMessagesInput)
    .query(async ({ ctx, input }) => await searchMessages(ctx, input)),
  send: insiderProcedure('chat:send')
    .input(sendInput)
    .mutation(async ({ ctx, input }) => await sendMessage(ctx, input)),
  edit: insiderProcedure('chat:send')
    .input(editInput)
    .mutation(async ({ ctx, input }) => await editMessage(ctx, input)),
  remove: insiderProcedure('chat:read')
    .input(messageInput)
    .mutation(async ({ ctx, input }) => await removeMessage(ctx, input.messageId)),
  react: insiderProcedure('chat:send')
    .input(reactInput)
    .mutation(async ({ ctx, input }) => await reactToMessage(ctx, input)),
});
