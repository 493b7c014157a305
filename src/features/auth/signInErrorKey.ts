/** The codes that reach the sign-in page as `?error=`, ours and next-auth's; all others are told alike. */
const KEYS = {
  CredentialsSignin: 'wrongPassword',
  RateLimited: 'rateLimited',
  SignInExpired: 'signInExpired',
  CodeWrong: 'codeWrong',
  PasskeyRefused: 'passkeyRefused',
  AccountExists: 'accountExists',
  NoEmail: 'noEmail',
  AccessDenied: 'providerRefused',
  OAuthCallback: 'providerRefused',
  ProviderRefused: 'providerRefused',
  EmailDomain: 'emailDomain',
  FlowExpired: 'flowExpired',
  ProviderOff: 'providerOff',
  ProviderUnreachable: 'providerUnreachable',
  ProviderFailed: 'providerFailed',
} as const;

/** The key, under `auth.errors`, of the words for a code. */
export const signInErrorKey = (code: string) =>
  Object.hasOwn(KEYS, code) ? KEYS[code as keyof typeof KEYS] : 'unknown';
