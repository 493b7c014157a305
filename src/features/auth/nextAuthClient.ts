/** Loaded when somebody signs in or out: no page pays for it before. */
const client = async () => await import('next-auth/react');

type Provider = 'credentials' | 'second-step' | 'passkey';

const signInBy = async (provider: Provider, proof: Record<string, string>): Promise<string | null> => {
  const { signIn } = await client();
  const result = await signIn(provider, { ...proof, redirect: false });
  if (result?.ok) return null;
  return result?.error ?? 'Unknown';
};

/**
 * Signs in by password. Null where it worked: the session's cookie is set then, and the next page load sees it;
 * else the code of what went wrong, or 'SecondStep' where another step has to follow.
 */
export const signInByPassword = async (email: string, password: string) =>
  await signInBy('credentials', { email, password });

/** Finishes what `signInByPassword` has begun, by a code or a passkey's answer. */
export const signInBySecondStep = async (proof: { code: string } | { passkey: string }) =>
  await signInBy('second-step', proof);

/** Signs in by a passkey's answer alone. */
export const signInByPasskey = async (passkey: string) => await signInBy('passkey', { passkey });

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
