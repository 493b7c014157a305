import 'server-only';
import { z } from 'zod';

const optional = z
  .string()
  .optional()
  .transform((text) => text || undefined);

const secretKey = z
  .string()
  .regex(/^[\w-]{1,32}:[A-Za-z0-9+/]{43}=$/, 'each key is an id, a colon and 32 bytes in base64')
  .transform((text) => {
    const [id = '', key = ''] = text.split(':');
    return { id, key: Buffer.from(key, 'base64') };
  });

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  /** The public origin, without a slash at the end. */
  WEBMTG_URL: z.url().transform((url) => new URL(url).origin),
  /** The addresses of who runs this deployment, by commas: accounts that have proven one of them are operators. */
  WEBMTG_OPERATORS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .toLowerCase()
        .split(',')
        .map((address) => address.trim())
        .filter(Boolean),
    ),
  AUTH_SECRET: z.string().min(32),
  /** What secrets in the database are encrypted under: the first key encrypts, all decrypt. */
  WEBMTG_SECRET_KEYS: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(secretKey).min(1)),
  /** The DNS server (address:port) that is asked for tenants' domains, when not the system's. */
  WEBMTG_DNS: optional,
  /** Whether tenants' own identity providers may be at inner addresses, and without TLS. */
  WEBMTG_PRIVATE_PROVIDERS: optional.transform((text) => text === '1'),
  DATABASE_URL: z.url(),
  REDIS_URL: z.url(),
  /** LiveKit's address for this server (http or https), and the one that browsers use (ws or wss). */
  LIVEKIT_URL: z.url(),
  LIVEKIT_PUBLIC_URL: z.url(),
  LIVEKIT_API_KEY: z.string().min(1),
  LIVEKIT_API_SECRET: z.string().min(32),
  /** Where recorders find the page that they film, when that is not WEBMTG_URL/recording. */
  RECORDING_PAGE_URL: optional,
  S3_ENDPOINT: z.url(),
  S3_REGION: z.string().min(1),
  S3_BUCKET: z.string().min(3),
  S3_ACCESS_KEY: z.string().min(1),
  S3_SECRET_KEY: z.string().min(1),
  /** The program that makes other forms of recordings. */
  FFMPEG_PATH: z.string().min(1).default('ffmpeg'),
  /** Where mail goes as .eml files when there is no SMTP_URL. */
  MAIL_DIR: z.string().min(1),
  SMTP_URL: optional,
  MAIL_FROM: z.string().min(3).default('WebMTG <no-reply@localhost>'),
  GOOGLE_CLIENT_ID: optional,
  GOOGLE_CLIENT_SECRET: optional,
  GITHUB_CLIENT_ID: optional,
  GITHUB_CLIENT_SECRET: optional,
  ENTRA_CLIENT_ID: optional,
  ENTRA_CLIENT_SECRET: optional,
  ENTRA_TENANT_ID: optional,
  OIDC_ISSUER: optional,
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  OIDC_NAME: optional,
  /** What reads /api/metrics from elsewhere than this machine. */
  METRICS_TOKEN: optional.pipe(z.string().min(16).optional()),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Env = z.infer<typeof schema>;

const read = (): Env => {
  const result = schema.safeParse(process.env);
  if (result.success) {
    // next-auth is told the origin of each request, see auth/answerAuth.ts; a variable would be one for all.
    delete process.env.NEXTAUTH_URL;
    process.env.AUTH_TRUST_HOST = '1';
    return result.data;
  }
  throw new Error(`The environment is incomplete:\n${z.prettifyError(result.error)}`);
};

let cached: Env | undefined;

/** The settings of this process, read and checked at first use: a build needs none. */
export const env = (): Env => (cached ??= read());

/** Whether people reach this deployment over TLS: cookies then carry the `__Host-` prefix. */
export const isSecure = () => env().WEBMTG_URL.startsWith('https:');
