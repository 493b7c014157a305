import 'server-only';

/** Why a sign-in was refused; the sign-in page has the words. A wrong password has next-auth's own code. */
export type SignInRefusal =
  | 'RateLimited'
  | 'SecondStep'
  | 'SignInExpired'
  | 'AccountExists'
  | 'NoEmail'
  /** Those of a tenant's own provider: an address that it doesn't speak for, and what goes wrong on the way. */
  | 'EmailDomain'
  | 'FlowExpired'
  | 'ProviderOff'
  | 'ProviderUnreachable'
  | 'ProviderRefused'
  | 'ProviderFailed';

/** next-auth carries an error's message to the sign-in page, as `?error=`. */
export class SignInRefused extends Error {
  readonly reason: SignInRefusal;

  constructor(reason: SignInRefusal) {
    super(reason);
    this.reason = reason;
  }
}
