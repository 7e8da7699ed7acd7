import { resolve } from 'node:path';
import type { Samples } from '../../src/lib/exercises/parts/samples.ts';
import { registry } from '../../src/lib/exercises/registry.ts';
import { readFiles } from '../../src/lib/packs/files.ts';
import { readPacks } from '../../src/lib/packs/load.ts';
import { generator } from '../../src/lib/text/seeded.ts';
import type { HeatRow } from './live.ts';

const ANSWERS = 1000;

/** Counts a thousand random answers to every shipped exercise: the slowest of each type and mode. */
export async function heatRows(): Promise<HeatRow[]> {
  const { packs } = await readPacks(readFiles(resolve(import.meta.dirname, '../../lessons')));
  const slowest = new Map<string, HeatRow>();
  for (const { type, pack, slug, item: stored } of packs.flatMap((pack) => pack.exercises)) {
    const item = (await registry[type].logic()).item.parse(stored);
    const { samples } = (await import(`../../src/lib/exercises/${type}/samples.ts`)) as {
      samples: Samples<typeof item, unknown>;
    };
    const answers = Array.from({ length: ANSWERS }, samples.drawer(item, generator(1)));
    const classroom = await registry[type].classroom();
    const times: number[] = [];
    let board = '';
    for (let i = 0; i < 5; i++) {
      const began = performance.now();
      board = JSON.stringify(classroom.count(item, answers));
      times.push(performance.now() - began);
    }
    const row = {
      exercise: `${pack}/${slug}`,
      answers: ANSWERS,
      count: Number(times.toSorted((a, b) => a - b)[2]!.toFixed(1)),
      board: Math.round(board.length / 1024)
    };
    const kind = `${type} ${'mode' in item ? String(item.mode) : ''}`;
    if (row.count > (slowest.get(kind)?.count ?? 0)) slowest.set(kind, row);
  }
  return [...slowest.values()].sort((a, b) => b.count - a.count);
}
