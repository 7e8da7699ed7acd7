import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { registry } from '../src/lib/exercises/registry.ts';
import { readFiles } from '../src/lib/packs/files.ts';
import { readPacks } from '../src/lib/packs/load.ts';
import { muchOpen } from '../src/routes/class/[class]/live/[live]/open.ts';

const { packs } = await readPacks(readFiles(join(resolve(import.meta.dirname, '..'), 'lessons')));
const exercises = packs.flatMap((pack) => pack.exercises);

test.each(exercises.map((e) => [`${e.pack}/${e.slug}`, e] as const))(
  'whoever leaves too much of %s open for points is asked first whether they are done',
  async (_, e) => {
    const logic = await registry[e.type].logic();
    const item = logic.item.parse(e.item);
    const of = logic.asks(item);
    const verdict = logic.check(item, logic.key.parse(e.key), logic.blank(item));
    if (verdict.status !== 'scored') throw new Error(JSON.stringify(verdict));
    if (of === null) return expect(muchOpen({ given: 0, of })).toBe(true);
    const scored = verdict.items.filter((i) => i.scored).length;
    // As few as the verdict calls too many, and everything else answered.
    const open = Math.ceil(scored / 3);
    expect(muchOpen({ given: of - open, of })).toBe(true);
  }
);
