import { ingest, tellStored } from '@/server/storage/ingest';

/** Where the bytes of uploads arrive, by signed URLs. */
export { tellStored as HEAD, ingest as PUT };
