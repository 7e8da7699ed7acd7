import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What a server can be asked, as the folders of the routes have it: one that is added is there by itself. */
export interface Target {
  /** With its parameters in brackets: `/class/[class]/`. */
  path: string;
  method: string;
  /** The action of a page's form: `default` or its name. */
  action: string | null;
}

const ROUTES = resolve(import.meta.dirname, '../../src/routes');

/** Every page, every form's action, and every endpoint. */
export function targets(): Target[] {
  return files().flatMap((file) => {
    const text = readFileSync(join(ROUTES, file), 'utf8');
    const path = `/${file.replace(/\+(page|server)[^/]*$/, '')}`;
    if (file.endsWith('+server.ts')) {
      const methods = text.matchAll(/^export (?:const|(?:async )?function) ([A-Z]+)\b/gm);
      return [...methods].map(([, method]) => ({
        path: path.replace(/\/$/, ''),
        method: method!,
        action: null
      }));
    }
    const page = { path, method: 'GET', action: null };
    const [, actions = ''] = text.split('export const actions');
    const names = [...actions.matchAll(/^ {2}(?:async )?(\w+)[:(]/gm)];
    if (actions && names.length === 0) throw new Error(`${file} has actions that are not found.`);
    return [page, ...names.map(([, name]) => ({ path, method: 'POST', action: name! }))];
  });
}

/** The names of all fields of all forms. */
export function fieldNames(): string[] {
  const names = files(/\.svelte$/).flatMap((file) =>
    [...readFileSync(join(ROUTES, file), 'utf8').matchAll(/\bname="([\w-]+)"/g)].map(([, name]) => name!)
  );
  return [...new Set(names)];
}

function files(which = /\+(page\.server|server)\.ts$/): string[] {
  return readdirSync(ROUTES, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => which.test(file))
    .sort();
}
