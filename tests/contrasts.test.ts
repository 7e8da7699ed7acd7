import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contrastsDocument, usesOf } from '../scripts/contrasts.ts';
import { readFiles } from '../src/lib/packs/files.ts';
import { readPacks } from '../src/lib/packs/load.ts';

const root = resolve(import.meta.dirname, '..');
const files = readFiles(join(root, 'lessons'));
const pack = (await readPacks(files)).packs.find(({ slug }) => slug === 'khojaly')!;

describe('the list of contrasts', () => {
  test('in docs/ is what the keys, exercises and lessons say (npm run contrasts)', () => {
    const committed = readFileSync(join(root, 'docs/contrasts.md'), 'utf8');
    expect(contrastsDocument(pack, usesOf(pack, files))).toBe(committed);
  });

  test('shows every contrast with the words of both texts, each under its name', () => {
    const document = contrastsDocument(pack, new Map()).replaceAll('**', '');
    const names = new Map(pack.sources.map(({ id, meta }) => [id, meta.name]));
    for (const { id, a, b } of pack.threads.contrasts) {
      const [, entry = ''] = document.split(`## ${id}: `);
      const shown = entry.split('\n## ')[0];
      for (const { source, span } of [a, b]) expect(shown).toContain(`*${names.get(source)}:* ${span.quote}`);
    }
  });

  test('finds a contrast where an exercise selects it, and where a lesson shows or lists it', () => {
    const ids = pack.threads.contrasts.slice(0, 4).map(({ id }) => id);
    const lesson = `---\ntitle: T\ncontrasts:\n  - ${ids[1]}\n---\n\n<Contrast contrast="${ids[2]}" />\n`;
    const uses = usesOf(
      pack,
      new Map([
        [`${pack.slug}/exercises/compare.json`, JSON.stringify({ select: { contrasts: [ids[0], ids[1]] } })],
        [`${pack.slug}/07-side-by-side.md`, lesson],
        [`${pack.slug}/07-side-by-side.teacher.md`, `contrast="${ids[3]}"`],
        [`another/exercises/compare.json`, JSON.stringify({ select: { contrasts: [ids[3]] } })]
      ])
    );
    expect(ids.map((id) => uses.get(id))).toEqual([
      ['compare'],
      ['07-side-by-side', 'compare'],
      ['07-side-by-side'],
      []
    ]);
  });

  test('holds eight settled contrasts of every kind of change, so that an exercise can be made of each', () => {
    for (const change of ['claim', 'tone', 'agent', 'voice', 'nothing']) {
      const settled = pack.threads.contrasts.filter((c) => c.changes === change && !c.contested);
      expect(settled.length, change).toBeGreaterThanOrEqual(8);
    }
  });
});
