import type { startAuthentication, startRegistration } from '@simplewebauthn/browser';

/** Loaded when somebody uses a passkey: no page pays for it before. */
const client = async () => await import('@simplewebauthn/browser');

/** Whether the person has called it off, or let it run out: nothing to be told of. */
const isCalledOff = (error: unknown) =>
  error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError');

/** Whether this browser can have passkeys. */
export const hasPasskeys = () => typeof PublicKeyCredential === 'function';

// None of the extensions has anything to say that we ask.
type Creation = Omit<Parameters<typeof startRegistration>[0]['optionsJSON'], 'extensions'>;
type Request = Omit<Parameters<typeof startAuthentication>[0]['optionsJSON'], 'extensions'>;

/** Has the browser make a passkey; null where the person has called it off. */
export const makePasskey = async (optionsJSON: Creation) => {
  try {
    const made = await (await client()).startRegistration({ optionsJSON });
    return { ...made, clientExtensionResults: {} };
  } catch (error) {
    if (isCalledOff(error)) return null;
    throw error;
  }
};

/** Has the browser ask for a passkey; null where the person has called it off. */
export const askForPasskey = async (optionsJSON: Request) => {
  try {
    const { response, ...answer } = await (await client()).startAuthentication({ optionsJSON });
    // All of ours can be found without a name: they know whose they are.
    return {
      ...answer,
      clientExtensionResults: {},
      response: { ...response, userHandle: response.userHandle ?? '' },
    };
  } catch (error) {
    if (isCalledOff(error)) return null;
    throw error;
  }
};
