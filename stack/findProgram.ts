import { accessSync, constants } from 'node:fs';
import path from 'node:path';

// Where Go's own installer and Debian put what a plain user's PATH leaves out.
const usualFolders = ['/usr/local/go/bin', '/usr/local/sbin', '/usr/sbin'];

/** The full path of a program, or undefined when this machine has none. */
export function findProgram(...names: string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...usualFolders];
  const files = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return files.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
