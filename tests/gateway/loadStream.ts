import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { aptInstall } from '../../stack/aptInstall.ts';

/** The line by which this machine's nginx gets its stream module: Debian has it in a package, the official image inside. */
export async function loadStream(nginx: string): Promise<string> {
  const { stderr } = spawnSync(nginx, ['-V'], { encoding: 'utf8' });
  if (!stderr.includes('--with-stream=dynamic')) return '';
  const folder = /--modules-path=(\S+)/.exec(stderr)?.[1] ?? '/usr/lib/nginx/modules';
  const file = path.join(folder, 'ngx_stream_module.so');
  if (!existsSync(file)) {
    const log = path.join(tmpdir(), 'webmtg-nginx-stream.log');
    const missing = { what: "nginx's stream module", packages: ['libnginx-mod-stream'], log };
    await aptInstall(missing, new AbortController().signal);
  }
  return `load_module "${file}";`;
}
