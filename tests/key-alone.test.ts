import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { Scored } from '../src/lib/exercises/define.ts';
import { asKeyHas, type Account } from '../src/lib/exercises/parts/account.ts';
import { registry } from '../src/lib/exercises/registry.ts';
import { readFiles } from '../src/lib/packs/files.ts';
import { readPacks } from '../src/lib/packs/load.ts';

const { packs } = await readPacks(readFiles(join(resolve(import.meta.dirname, '..'), 'lessons')));
const accounts = import.meta.glob<{ account: (item: unknown, answer: unknown, verdict: Scored) => Account }>(
  '../src/lib/exercises/*/account.ts',
  { eager: true }
);
const exercises = packs.flatMap((pack) => pack.exercises);

test.each(exercises.map((e) => [`${e.pack}/${e.slug}`, e] as const))(
  'who could not answer %s is shown the key, and nothing of themselves',
  async (_, e) => {
    const logic = await registry[e.type].logic();
    const item = logic.item.parse(e.item);
    const blank = logic.blank(item);
    const verdict = logic.check(item, logic.key.parse(e.key), blank);
    if (verdict.status !== 'scored') throw new Error(JSON.stringify(verdict));
    const { account } = accounts[`../src/lib/exercises/${e.type}/account.ts`]!;
    const { lines, layered } = account(item, blank, verdict);
    for (const line of lines.map(asKeyHas)) {
      const said = [line.code, line.yours, line.needed, ...line.notes].join(' ');
      expect(line.code, line.item.id).not.toBe('');
      expect(said, line.item.id).not.toMatch(/\byou(rs?)?\b|^left open|not marked/i);
      expect(line.agrees).toBeNull();
    }
    for (const mark of layered('key')) expect(mark.class).not.toMatch(/mine|differs/);
  }
);
