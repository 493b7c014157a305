import type { NextRequest } from 'next/server';
import { isOurOrigin } from '@/server/origin';
import { handleUpload } from '@/server/storage/uploadHandler';

/** uploadthing's route. Its GET, which tells anybody all routes and limits, isn't served: our client never asks. */
export const POST = async (request: NextRequest) =>
  (await isOurOrigin(request.headers))
    ? await handleUpload(request)
    : Response.json({ message: 'BAD_ORIGIN' }, { status: 403 });
