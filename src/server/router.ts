import 'server-only';
import { authRouter } from './auth/router';
import { chatRouter } from './chat/router';
import { roomsRouter } from './rooms/router';
import { storageRouter } from './storage/router';
import { router } from './trpc';

export const appRouter = router({
  auth: authRouter,
  rooms: roomsRouter,
  chat: chatRouter,
  storage: storageRouter,
});

export type AppRouter = typeof appRouter;
