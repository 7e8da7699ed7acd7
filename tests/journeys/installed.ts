import { createHash } from 'node:crypto';
import {
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import builds from '../../scripts/builds.cjs';

/** The project as it is installed elsewhere: what a server needs, with builds of its own. */
export interface Installed {
  folder: string;
  /** Brings a build of another version in, as set-up does, and leaves that which is being served. */
  update(): void;
  remove(): void;
}

const HERE = fileURLToPath(new URL('../..', import.meta.url));
const TEXT = ['.js', '.html', '.json'];
const PACKED = ['.gz', '.br'];

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

/** Installs the project with the build at hand. */
export function installed(): Installed {
  const folder = mkdtempSync(join(tmpdir(), 'whose-words-installed-'));
  for (const name of ['package.json', 'scripts'])
    cpSync(join(HERE, name), join(folder, name), { recursive: true });
  symlinkSync(join(HERE, 'node_modules'), join(folder, 'node_modules'));
  const own = createRequire(import.meta.url)(join(folder, 'scripts/builds.cjs')) as typeof builds;
  const original = join(HERE, builds.current()!);
  const make = (version: string, write: (from: string, to: string) => void) => {
    const to = own.fresh(version);
    for (const file of filesIn(original).filter((name) => !basename(name).startsWith('.served-by'))) {
      mkdirSync(dirname(join(folder, to, file)), { recursive: true });
      write(join(original, file), join(folder, to, file));
    }
    own.settle(to);
  };
  make('first', linkSync);
  return {
    folder,
    update: () => make('other', otherVersion(original)),
    remove: () => rmSync(folder, { recursive: true })
  };
}

/**
 * Writes a build's files as those of another version: it says so, and each script of the browser's has another name. What
 * is packed is left out, and served as it is.
 */
function otherVersion(original: string): (from: string, to: string) => void {
  const { version } = JSON.parse(readFileSync(join(original, 'client/_app/version.json'), 'utf8')) as {
    version: string;
  };
  const other = `${'0'.repeat(version.length - 1)}2`;
  const scripts = new Set(
    filesIn(join(original, 'client/_app/immutable'))
      .filter((file) => extname(file) === '.js')
      .map((file) => basename(file))
  );
  const changed = (text: string) =>
    text
      .replaceAll(version, other)
      .replaceAll(/(?<=\/)[\w.-]+\.js\b/g, (name) => (scripts.has(name) ? renamed(name) : name));
  return (from, to) => {
    const isScript = from.includes('/_app/immutable/') && scripts.has(basename(from));
    if (PACKED.includes(extname(from))) return;
    if (!TEXT.includes(extname(from))) return linkSync(from, to);
    const text = readFileSync(from, 'utf8');
    writeFileSync(
      isScript ? join(dirname(to), renamed(basename(to))) : to,
      extname(from) === '.html' ? allowed(text, changed) : changed(text)
    );
  };
}

const renamed = (script: string) => script.replace(/\.js$/, '-2.js');

/** A page that is changed, with the hashes of its scripts in its policy. */
function allowed(page: string, changed: (text: string) => string): string {
  const hash = (script: string) => createHash('sha256').update(script).digest('base64');
  return [...page.matchAll(/<script>([^]*?)<\/script>/g)].reduce(
    (page, [, script = '']) => page.replaceAll(hash(script), hash(changed(script))),
    changed(page)
  );
}
