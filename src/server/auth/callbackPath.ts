import 'server-only';
/** Where to go after the sign-in at `origin`: a path of ours, whatever the address bar says. */
export const callbackPath = (wanted: string | string[] | undefined, origin: string): string => {
  const url = typeof wanted === 'string' ? URL.parse(wanted, origin) : null;
  return url?.origin === origin ? url.pathname + url.search + url.hash : '/';
};
