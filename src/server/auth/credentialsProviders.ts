import 'server-only';
import CredentialsProvider from 'next-auth/providers/credentials';
import { findFactors } from './factors';
import { forgetPending, startPending } from './pendingSignIn';
import { signInPasskey, signInSecondStep } from './signInSecondStep';
import { signInPassword } from './signInPassword';
import { SignInRefused } from './SignInRefused';

const asUser = (id: string | null) => (id === null ? null : { id });

/** Whether a sign-in by one of the providers below took two steps: all but the password alone. */
export const isTwoStepProvider = (provider: string) => provider !== 'credentials';

/**
 * Signing in by password, by passkey, and by the second step that follows the password of somebody who has one:
 * that is no session yet, but a cookie in `resHeaders` and 'SecondStep' as the refusal. Each calls `begin` before it
 * reads anything.
 */
export const credentialsProviders = (
  headers: Headers,
  resHeaders: Headers,
  address: string,
  begin: () => Promise<void>,
) => [
  CredentialsProvider({
    credentials: { email: {}, password: {} },
    authorize: async (credentials) => {
      await begin();
      const id = await signInPassword(credentials, address);
      if (id === null || !(await findFactors(id)).hasAny) return asUser(id);
      resHeaders.append('set-cookie', await startPending(id));
      throw new SignInRefused('SecondStep');
    },
  }),
  CredentialsProvider({
    id: 'second-step',
    credentials: { code: {}, passkey: {} },
    authorize: async (credentials) => {
      await begin();
      const id = await signInSecondStep(headers, address, credentials ?? {});
      if (id !== null) resHeaders.append('set-cookie', forgetPending());
      return asUser(id);
    },
  }),
  CredentialsProvider({
    id: 'passkey',
    credentials: { passkey: {} },
    authorize: async (credentials) => {
      await begin();
      return asUser(await signInPasskey(address, credentials?.passkey));
    },
  }),
];
