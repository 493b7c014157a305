import 'server-only';
import { env } from '../env';

/** Where to go after the sign-in: a path of ours, whatever the address bar says. */
export const callbackPath = (wanted: string | string[] | undefined): string => {
  const origin = env().WEBMTG_URL;
  const url = typeof wanted === 'string' ? URL.parse(wanted, origin) : null;
  return url?.origin === origin ? url.pathname + url.search + url.hash : '/';
};
