/** Loaded when somebody signs in or out: no page pays for it before. */
const client = async () => await import('next-auth/react');

/**
 * Signs in by password. Null where it worked: the session's cookie is set then, and the next page load sees it;
 * else the code of what went wrong.
 */
export const signInByPassword = async (email: string, password: string): Promise<string | null> => {
  const { signIn } = await client();
  const result = await signIn('credentials', { email, password, redirect: false });
  if (result?.ok) return null;
  return result?.error ?? 'Unknown';
};

/** Leaves for a provider's own page, which comes back to `callbackPath`. */
export const leaveForProvider = async (provider: string, callbackPath: string) => {
  const { signIn } = await client();
  await signIn(provider, { callbackUrl: callbackPath });
};

/** Ends this browser's session and goes to `callbackPath`. */
export const signOutHere = async (callbackPath: string) => {
  const { signOut } = await client();
  await signOut({ callbackUrl: callbackPath });
};
