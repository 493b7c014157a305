import 'server-only';
import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type { Locale } from '@/shared/auth';
import { env } from './env';
import { AppError } from './errors';
import { finishBeforeLeaving, leaving } from './leaving';
import { log } from './log';
import { translator } from './translator';

export interface Recipient {
  email: string;
  name: string;
  locale: Locale;
}

/** The letters that we write; each has its words under `mail` in the messages. */
export type Letter =
  | 'verifyEmail'
  | 'resetPassword'
  | 'accountExists'
  | 'invitation'
  | 'roomInvitation'
  | 'passkeyAdded'
  | 'passkeyRemoved'
  | 'authenticatorAdded'
  | 'authenticatorRemoved'
  | 'recoveryCodesMade'
  | 'recoveryCodeUsed'
  | 'secondStepReset';

/** What a letter's words leave open. */
type Values = Record<string, string>;

const escape = (text: string) => text.replaceAll(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);

const compose = (to: Recipient, letter: Letter, link: string, values: Values) => {
  const t = translator(to.locale, 'mail');
  const greeting = t('greeting', { name: to.name });
  const words = (part: 'subject' | 'text' | 'action' | 'note') => t(`${letter}.${part}`, values);
  const [text, action, note] = [words('text'), words('action'), words('note')];
  const url = escape(link);
  const html = [
    `<!doctype html><html lang="${to.locale}"><body style="font-family:sans-serif;line-height:1.7;max-width:36em">`,
    `<p>${escape(greeting)}</p><p>${escape(text)}</p>`,
    `<p><a href="${url}" style="display:inline-block;padding:.6em 1.2em;border-radius:.5em;background:#2f4a8a;color:#fff;text-decoration:none">${escape(action)}</a></p>`,
    `<p style="font-size:.85em;word-break:break-all">${url}</p><p style="color:#555">${escape(note)}</p></body></html>`,
  ].join('\n');
  return {
    from: env().MAIL_FROM,
    to: { name: to.name, address: to.email },
    subject: words('subject'),
    plain: `${greeting}\n\n${text}\n\n${link}\n\n${note}\n`,
    html,
  };
};

type Composed = ReturnType<typeof compose>;

/** Milliseconds that a mail server has to take a connection, to greet, and to answer each command. */
const TIMEOUTS = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
  dnsTimeout: 10_000,
};

const sendOnce = async (url: string, { plain, ...mail }: Composed) => {
  const transport = createTransport({ url, ...TIMEOUTS });
  try {
    await transport.sendMail({ ...mail, text: plain });
  } finally {
    transport.close();
  }
};

const TRIES = 3;
/** Nobody was there to take the letter, or the server says that it may later (RFC 5321, 4yz): none comes twice. */
const isPassing = (error: unknown) => {
  const { syscall, responseCode = 0 } = error as { syscall?: string; responseCode?: number };
  return syscall === 'connect' || (responseCode >= 400 && responseCode < 500);
};

const sendBySmtp = async (url: string, mail: Composed) => {
  for (let tried = 1; ; tried += 1) {
    try {
      return await sendOnce(url, mail);
    } catch (error) {
      if (tried === TRIES || !isPassing(error)) throw error;
      log().warn({ error: error instanceof Error ? error.message : error }, 'mail is tried again');
      // An instance that stops has no time to be patient.
      const patience = wait(1_000 * 2 ** tried * (0.5 + Math.random() / 2), undefined, { signal: leaving() });
      await patience.catch(() => undefined);
    }
  }
};

/** The letter as a file (RFC 5322, with the UTF-8 of RFC 6532): unencoded, so that a link can be copied as it stands. */
const asFile = (mail: Composed) =>
  [
    `From: ${mail.from}`,
    `To: "${mail.to.name.replaceAll(/["\\]/g, '')}" <${mail.to.address}>`,
    `Subject: ${mail.subject}`,
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    mail.plain,
  ].join('\n');

const writeToFolder = async (mail: Composed) => {
  const folder = env().MAIL_DIR;
  await mkdir(folder, { recursive: true });
  const time = new Date().toISOString().replaceAll(':', '-');
  const recipient = mail.to.address.replaceAll(/[^a-z0-9@.+-]/gi, '_');
  const file = path.join(folder, `${time} ${recipient} ${randomUUID().slice(0, 8)}.eml`);
  // Under another name until it is whole: whoever watches the folder reads no half letter.
  await writeFile(`${file}.part`, asFile(mail), { mode: 0o600 });
  await rename(`${file}.part`, file);
  log().info({ file }, 'mail written to a file, since there is no SMTP_URL');
};

/** Sends one letter with a link: a path of WEBMTG_URL, or a tenant's own address. Throws where the mail server refuses it. */
export const sendMail = async (to: Recipient, letter: Letter, link: string, values: Values = {}) => {
  const mail = compose(to, letter, new URL(link, env().WEBMTG_URL).href, values);
  const smtp = env().SMTP_URL;
  await (smtp ? sendBySmtp(smtp, mail) : writeToFolder(mail));
};

/**
 * Runs work that ends in a letter behind the answer, whose time then tells nothing of what was found. A failure
 * is logged: every letter can be asked for again.
 */
export const afterAnswer = (work: () => Promise<unknown>) => {
  const going = work().catch((error: unknown) => {
    if (error instanceof AppError) log().info({ reason: error.appCode }, 'mail was held back');
    else log().error({ error }, 'mail was not sent');
  });
  finishBeforeLeaving(going);
};
