import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { root } from '../../../stack/folders.ts';

export const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

export type Service = {
  image: string;
  environment?: Record<string, string>;
  env_file?: (string | { path: string; required: boolean })[];
  ports?: string[];
  networks?: string[];
  volumes?: string[];
  healthcheck?: { test?: string[]; disable?: boolean };
  restart?: string;
  read_only?: boolean;
  tmpfs?: string[];
  security_opt?: string[];
  cap_drop?: string[];
  stop_grace_period?: string;
  deploy?: { resources?: { limits?: { cpus?: string; memory?: string } } };
};

export const composeText = read('docker-compose.yml');
export const compose = parse(composeText, { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
  volumes: Record<string, unknown>;
};
export const services = Object.entries(compose.services);

/** The names that src/server/env.ts reads. */
export const settingNames = [...read('src/server/env.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(
  ([, name = '']) => name,
);
