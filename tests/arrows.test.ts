import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** Who may import whom. A part is the longest of these folders that a file lies in; a file may import its own part. */
const MAY: Record<string, string[]> = {
  'src/lib/text': [],
  'src/lib/ui': [],
  'src/lib/scoring': ['src/lib/text'],
  'src/lib/exercises': ['src/lib/scoring', 'src/lib/text', 'src/lib/ui'],
  'src/lib/packs': ['src/lib/exercises', 'src/lib/scoring', 'src/lib/text'],
  'src/lib/progress': ['src/lib/exercises', 'src/lib/scoring', 'src/lib/text'],
  'src/lib/reading': ['src/lib/exercises', 'src/lib/text'],
  'src/lib/classroom': ['src/lib/exercises', 'src/lib/scoring', 'src/lib/text'],
  'src/lib/classwork': [
    'src/lib/classroom',
    'src/lib/exercises',
    'src/lib/progress',
    'src/lib/scoring',
    'src/lib/text'
  ],
  'src/lib/live': [
    'src/lib/classroom',
    'src/lib/classwork',
    'src/lib/exercises',
    'src/lib/progress',
    'src/lib/scoring',
    'src/lib/text',
    'src/lib/ui'
  ],
  'src/lib/server': [
    'src/lib/classroom',
    'src/lib/exercises',
    'src/lib/packs',
    'src/lib/reading',
    'src/lib/scoring',
    'src/lib/text'
  ],
  'src/routes': [
    'src/lib/classroom',
    'src/lib/classwork',
    'src/lib/exercises',
    'src/lib/live',
    'src/lib/packs',
    'src/lib/progress',
    'src/lib/reading',
    'src/lib/scoring',
    'src/lib/server',
    'src/lib/text',
    'src/lib/ui'
  ],
  lessons: ['src/lib/exercises', 'src/lib/ui']
};
/** Inside `exercises/`, the registry alone knows the types, and no type knows another; `lesson/` and `parts/` are none of them. */
const TYPE = /^src\/lib\/exercises\/(?!lesson\/|parts\/)([^/]+)\//;

const root = resolve(import.meta.dirname, '..');
const files = ['src', 'lessons'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte|md)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
);

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g);
  return [...found].flatMap(([, name]) => {
    if (name!.startsWith('$lib/')) return [normalize(`src/lib/${name!.slice(5)}`)];
    return name!.startsWith('.') && !name!.includes('$types') ? [normalize(join(dirname(file), name!))] : [];
  });
}

const partOf = (path: string) =>
  Object.keys(MAY)
    .filter((part) => path.startsWith(`${part}/`))
    .sort((a, b) => b.length - a.length)[0];

test('every import follows an arrow of the house', () => {
  const broken = files.flatMap((file) => {
    const from = partOf(file);
    if (!from) return [];
    return importsOf(file).flatMap((to) => {
      const part = partOf(to);
      const type = TYPE.exec(file)?.[1];
      const other = TYPE.exec(to)?.[1];
      const crosses =
        other !== undefined &&
        other !== type &&
        from === 'src/lib/exercises' &&
        !file.endsWith('/registry.ts');
      const reaches = other !== undefined && from !== 'src/lib/exercises';
      const allowed = part === undefined || part === from || MAY[from]!.includes(part);
      return allowed && !crosses && !reaches ? [] : [`${file} → ${to}`];
    });
  });
  expect(broken).toEqual([]);
});

test('the scan sees the imports that there are', () => {
  expect(files.length).toBeGreaterThan(20);
  expect(importsOf('src/lib/exercises/attribution/derive.ts')).toContain('src/lib/text/span.ts');
  expect(importsOf('src/lib/exercises/registry.ts')).toContain('src/lib/exercises/attribution/index.ts');
});
