import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const source = `${pathToFileURL(path.join(import.meta.dirname, '..', 'src')).href}/`;

// The app's files are written for Next, which knows the alias and needs neither file endings nor a word that JSON is JSON.
registerHooks({
  resolve: (specifier, context, nextResolve) => {
    // It throws wherever the resolver isn't told that this is a server, as Next's is.
    if (specifier === 'server-only')
      return nextResolve(new URL('../node_modules/server-only/empty.js', source).href, context);
    // Next lists no exports: bundlers find `next/headers` without its ending, Node does not.
    if (/^next\/\w+$/.test(specifier)) return nextResolve(`${specifier}.js`, context);
    if (specifier.endsWith('.json')) {
      return { ...nextResolve(specifier, context), importAttributes: { type: 'json' } };
    }
    const isAlias = specifier.startsWith('@/');
    const isRelative = specifier.startsWith('.') && context.parentURL?.startsWith(source);
    if (!isAlias && !isRelative) return nextResolve(specifier, context);
    const url = isAlias ? new URL(specifier.slice(2), source) : new URL(specifier, context.parentURL);
    const isFile = /\.\w+$/.test(url.pathname) && existsSync(url);
    return nextResolve(isFile ? url.href : `${url.href}.ts`, context);
  },
});
