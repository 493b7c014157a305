import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

interface Options {
  challenge: string;
}

const FLAGS = { present: 0x01, verified: 0x04, attested: 0x40 };

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const base64url = (data: Uint8Array) => Buffer.from(data).toString('base64url');
const bytesOf = (text: string | undefined) => new Uint8Array(Buffer.from(text ?? '', 'base64url'));

/** An authenticator of WebAuthn in software, with one key (ES256), as a security key would hold it. */
export const makeAuthenticator = (origin: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = new Uint8Array(randomBytes(32));
  const state = { counter: 0, isVerifying: true, origin };

  const dataOf = (isNew: boolean) => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE((state.counter += 1));
    const flags = FLAGS.present + (state.isVerifying ? FLAGS.verified : 0) + (isNew ? FLAGS.attested : 0);
    return Buffer.concat([sha256(new URL(origin).hostname), Buffer.from([flags]), counter]);
  };
  const clientData = (type: 'webauthn.create' | 'webauthn.get', { challenge }: Options) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: state.origin, crossOrigin: false }));
  const credential = {
    id: base64url(id),
    rawId: base64url(id),
    type: 'public-key' as const,
    clientExtensionResults: {},
  };

  const cosePublicKey = () => {
    const { x, y } = publicKey.export({ format: 'jwk' });
    // RFC 9053: EC2, ES256, P-256, and the two coordinates.
    return isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, bytesOf(x)],
        [-3, bytesOf(y)],
      ]),
    );
  };

  return {
    state,
    /** What `navigator.credentials.create` would answer. */
    create: (options: Options) => {
      const length = Buffer.from([0, id.length]);
      const authData = Buffer.concat([dataOf(true), Buffer.alloc(16), length, id, cosePublicKey()]);
      const attestationObject = isoCBOR.encode(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', new Uint8Array(authData)],
        ]) as Parameters<typeof isoCBOR.encode>[0],
      );
      return {
        ...credential,
        response: {
          clientDataJSON: base64url(clientData('webauthn.create', options)),
          attestationObject: base64url(attestationObject),
          transports: ['internal'],
        },
      };
    },
    /** What `navigator.credentials.get` would answer. */
    get: (options: Options, userId: string) => {
      const [data, client] = [dataOf(false), clientData('webauthn.get', options)];
      const signature = createSign('sha256')
        .update(Buffer.concat([data, sha256(client)]))
        .sign(privateKey);
      return {
        ...credential,
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(signature),
          userHandle: base64url(Buffer.from(userId)),
        },
      };
    },
  };
};
