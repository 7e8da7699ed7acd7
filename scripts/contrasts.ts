/**
 * `npm run contrasts`: writes `docs/contrasts.md`, the list of what changes between the five texts of the Khojaly pack,
 * from `lessons/khojaly/keys/threads.json`, with the exercises and lessons that use each contrast.
 *
 * An exercise uses a contrast that an array `contrasts` in its `select` names. A lesson (`NN-slug.md`) uses one that a
 * tag shows (`contrast="k12"`) or that its front matter names.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readFiles } from '../src/lib/packs/files.ts';
import { readPacks, type Pack } from '../src/lib/packs/load.ts';
import type { Files } from '../src/lib/packs/parse.ts';
import type { Change, Contrast, Span } from '../src/lib/text/annotation.ts';

async function main(): Promise<void> {
  const root = resolve(import.meta.dirname, '..');
  const files = readFiles(join(root, 'lessons'));
  const pack = (await readPacks(files)).packs.find(({ slug }) => slug === 'khojaly');
  if (!pack) {
    console.error('The pack does not hold, so nothing is written: see `npm run packs`.');
    process.exitCode = 1;
    return;
  }
  writeFileSync(join(root, 'docs/contrasts.md'), contrastsDocument(pack, usesOf(pack, files)));
  console.log(`written: docs/contrasts.md (${pack.threads.contrasts.length} contrasts)`);
}

/** The exercises and lessons of a pack that use each of its contrasts, by the contrast's id. */
export function usesOf(pack: Pack, files: Files): Map<string, string[]> {
  const named = [...files].flatMap(([path, text]): { user: string; ids: ReadonlySet<string> }[] => {
    const [, exercise, lesson] =
      /^([^/]+\/exercises\/[a-z0-9-]+\.json|([^/]+)\/\d\d-[a-z0-9-]+\.md)$/.exec(path) ?? [];
    if (!exercise || path.split('/')[0] !== pack.slug) return [];
    const user = path
      .split('/')
      .at(-1)!
      .replace(/\.(json|md)$/, '');
    return [{ user, ids: new Set(lesson ? namedInLesson(text) : namedIn(JSON.parse(text))) }];
  });
  return new Map(
    pack.threads.contrasts.map(({ id }) => [
      id,
      named.flatMap(({ user, ids }) => (ids.has(id) ? [user] : [])).sort()
    ])
  );
}

/** Everything that an array `contrasts` names, at any depth. */
function namedIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === 'contrasts' && Array.isArray(inner)
      ? inner.filter((id): id is string => typeof id === 'string')
      : namedIn(inner)
  );
}

function namedInLesson(text: string): string[] {
  const [, front = ''] = /^---\n([\s\S]*?)\n---\n/.exec(text) ?? [];
  const [, listed = ''] = /^contrasts:((?:.*)(?:\n +- .*)*)$/m.exec(front) ?? [];
  const shown = [...text.matchAll(/\scontrast="([^"]+)"/g)].map(([, id]) => id!);
  return [...(listed.match(/\b[a-z]+\d+[a-z]?\b/g) ?? []), ...shown];
}

const CHANGES: Record<Change, string> = {
  claim: 'the claim',
  tone: 'the tone',
  agent: 'who acts',
  voice: 'who vouches for it',
  nothing: 'nothing but the words'
};

/** The whole document; `uses` says where each contrast is used. */
export function contrastsDocument(pack: Pack, uses: ReadonlyMap<string, readonly string[]>): string {
  const { contrasts } = pack.threads;
  const names = new Map(pack.sources.map(({ id, meta }) => [id, meta.name]));
  return [
    '# What changes from text to text',
    [
      '<!-- Written by `npm run contrasts` from lessons/khojaly/keys/threads.json. Change the key, not this page. -->',
      '',
      `Five texts speak of the mass killing of civilians at Khojaly. Each of the ${contrasts.length} contrasts below puts two`,
      'of them side by side where they word one matter differently, and says what that changes. The words in which they part',
      'are in bold type. No wording is the neutral one, and a contrast says nothing about which text is right or why its',
      'author chose these words. Quotations are byte for byte, so they keep the texts’ own terms and spelling.'
    ].join('\n'),
    counts(contrasts),
    ...contrasts.map((contrast) => entry(contrast, names, uses.get(contrast.id) ?? [])),
    ''
  ].join('\n\n');
}

function counts(contrasts: readonly Contrast[]): string {
  const rows = Object.entries(CHANGES).map(([change, words]) => {
    const all = contrasts.filter(({ changes }) => changes === change);
    const contested = all.filter((contrast) => contrast.contested).length;
    return `| ${words} | ${all.length - contested} | ${contested} |`;
  });
  return ['| what changes | settled | contested |', '| --- | --- | --- |', ...rows].join('\n');
}

function entry(
  { id, matter, a, b, differs, changes, reason, contested }: Contrast,
  names: ReadonlyMap<string, string>,
  uses: readonly string[]
): string {
  const side = ({ source, span }: Contrast['a'], parts: readonly Span[]) =>
    `- *${names.get(source) ?? source}:* ${inBold(span, parts)}`;
  const change = contested
    ? `- **Contested.** ${reason} ${contested.undecided}${contested.readings
        .map((reading) => `\n  - ${CHANGES[reading.as]}: ${reading.reason}`)
        .join('')}`
    : `- **Changes ${CHANGES[changes]}.** ${reason}`;
  return [
    `## ${id}: ${matter}`,
    '',
    side(a, differs.a),
    side(b, differs.b),
    change,
    `- Used in: ${uses.length > 0 ? uses.join(', ') : 'nothing yet'}`
  ].join('\n');
}

/** The words of a span with some of them in bold, and what Markdown would read as markup escaped. */
function inBold(span: Span, parts: readonly Span[]): string {
  const escaped = (text: string) => text.replace(/[\\`*_<[\]]/g, '\\$&').replace(/\s+/g, ' ');
  let at = span.start;
  let out = '';
  const cut = (start: number, end: number) => escaped(span.quote.slice(start - span.start, end - span.start));
  for (const { start, end } of [...parts].sort((one, other) => one.start - other.start)) {
    out += `${cut(at, start)}**${cut(start, end)}**`;
    at = end;
  }
  return out + cut(at, span.end);
}

if (import.meta.main) await main();
