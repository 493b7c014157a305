import { makeFolder } from './folders.ts';
import { goInstall, type GoProgram } from './goInstall.ts';
import type { Part, Setting } from './Part.ts';

export const versitygwProgram: GoProgram = {
  name: 'versitygw',
  module: 'github.com/versity/versitygw/cmd/versitygw',
  version: 'v1.8.0',
};

export async function versitygwPart(setting: Setting): Promise<Part> {
  const { folder, ports, secrets, signal } = setting;
  const file = await goInstall(versitygwProgram, makeFolder(folder, 'log'), signal);
  // Metadata in a folder beside the objects: not every file system has extended attributes.
  const metadata = makeFolder(folder, 'metadata');
  return {
    name: 'versitygw',
    file,
    args: [
      '--port',
      `127.0.0.1:${ports.versitygw}`,
      '--health',
      '/health',
      'posix',
      '--sidecar',
      metadata,
      makeFolder(folder, 'objects'),
    ],
    env: { ...process.env, ROOT_ACCESS_KEY: secrets.s3AccessKey, ROOT_SECRET_KEY: secrets.s3SecretKey },
    isReady: async () =>
      (await fetch(`http://127.0.0.1:${ports.versitygw}/health`, { signal: AbortSignal.timeout(2000) })).ok,
    readyWithinSeconds: 30,
    stopSignal: 'SIGTERM',
    stopWithinSeconds: 10,
  };
}
