import 'server-only';
import { env } from './env';

/**
 * Whether a request that changes something comes from our own pages: browsers send `Origin` with every POST
 * (Fetch standard, 3.2), and a page of another site can't forge it.
 */
export const isOurOrigin = (headers: Headers) => headers.get('origin') === env().WEBMTG_URL;
