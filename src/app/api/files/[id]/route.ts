import { download } from '@/server/storage/download';

interface RouteContext {
  params: Promise<{ id: string }>;
}

/** The one way to a file's bytes. `?thumbnail` is the small picture of it; `?download` saves what would be shown. */
const handle = async (request: Request, { params }: RouteContext) =>
  await download(request, (await params).id);

export { handle as GET, handle as HEAD };
