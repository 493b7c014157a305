import { spawnSync } from 'node:child_process';
import { findProgram } from './findProgram.ts';
import { StackError } from './StackError.ts';

export type PostgresUser = { uid: number; gid: number };
type Place = { user: PostgresUser | undefined; data: string };
type Command = { file: string; args: string[]; user?: PostgresUser };

function idsOf(name: string): PostgresUser | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** PostgreSQL refuses to run as root: the system account it runs as then, made if missing; else undefined. */
export function findPostgresUser(): PostgresUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const existing = idsOf('postgres');
  if (existing) return existing;
  const useradd = findProgram('useradd');
  if (useradd) spawnSync(useradd, ['--system', '--user-group', '--shell', '/usr/sbin/nologin', 'postgres']);
  const made = idsOf('postgres');
  if (!made)
    throw new StackError(
      'PostgreSQL cannot run as root, and no "postgres" account could be made.\nRun: useradd --system postgres',
    );
  return made;
}

/**
 * The command that runs a PostgreSQL program on a data folder as that account. A checkout below a folder closed to
 * others (/root, a private home) can't be entered by it: there it gets the right to pass, and nothing else of root.
 */
export function asPostgresUser(file: string, args: string[], { user, data }: Place): Command {
  if (!user) return { file, args };
  const isOpen =
    spawnSync(file, ['--version'], user).status === 0 && spawnSync('ls', [data], user).status === 0;
  if (isOpen) return { file, args, user };
  const setpriv = findProgram('setpriv');
  if (!setpriv)
    throw new StackError(
      `The postgres account cannot read ${file}. Move the checkout to a folder that others may enter.`,
    );
  const rights = [
    // Without it access(2), by which PostgreSQL looks for its own files, would leave the right out of account.
    '--securebits=+no_setuid_fixup',
    '--inh-caps=-all,+dac_override',
    '--ambient-caps=-all,+dac_override',
    '--bounding-set=-all,+dac_override',
  ];
  const ids = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
  return { file: setpriv, args: [...ids, ...rights, file, ...args] };
}
