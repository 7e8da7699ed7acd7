import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { registry } from '../src/lib/exercises/registry.ts';
import { readFiles } from '../src/lib/packs/files.ts';
import { readPacks } from '../src/lib/packs/load.ts';

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'answers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { packs } = await readPacks(readFiles(join(root, 'lessons')));
const reserved = packs.flatMap((pack) => pack.exercises).find((exercise) => exercise.access === 'reserved')!;
const logic = await registry[reserved.type].logic();
const best = logic.solution(logic.item.parse(reserved.item), logic.key.parse(reserved.key));
const name = `${reserved.pack}/${reserved.slug}`;

function file(title: string, value: unknown): string {
  const path = join(folder, title);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

function run(args: string[], input = '') {
  const done = spawnSync(process.execPath, [join(root, 'scripts/check-answers.ts'), ...args], {
    input,
    encoding: 'utf8'
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

describe('npm run check-answers', { timeout: 60_000 }, () => {
  test('checks several files, reserved exercises included, and exits with 0 when all are valid', () => {
    const one = file('one.json', { exercise: name, learner: 'quiet heron', answer: best });
    const two = file('two.json', [
      { exercise: name, version: reserved.version, answer: logic.blank(logic.item.parse(reserved.item)) }
    ]);
    const { code, out } = run([one, two]);
    expect(code).toBe(0);
    expect(out).toContain('quiet heron');
    expect(out).toMatch(/score/);
    expect(out).toContain('100');
  });

  test('reads standard input and prints JSON that holds the whole verdict', () => {
    const { code, out } = run(['--json'], JSON.stringify({ exercise: name, answer: best }));
    expect(code).toBe(0);
    const [row] = JSON.parse(out) as [{ verdict: { status: string; score: number; items: unknown[] } }];
    expect(row.verdict).toMatchObject({ status: 'scored', score: 1 });
    expect(row.verdict.items.length).toBeGreaterThan(5);
  });

  test('exits with 1 when some are invalid, and says where', () => {
    const bad = file('bad.json', [
      { exercise: name, answer: best },
      { exercise: name, answer: { mode: 'sort', labels: { nobody: 'states' }, sure: {} } },
      { exercise: 'warm-up/none', answer: {} }
    ]);
    const { code, err } = run([bad]);
    expect(code).toBe(1);
    expect(err).toMatch(/warm-up\/none/);
    expect(err).toMatch(/mode|labels\.nobody/);
  });

  test('exits with 2 when a file cannot be used: missing, no JSON, empty, or an unknown option', () => {
    for (const args of [
      [join(folder, 'missing.json')],
      [file('broken.json', '{"exercise":')],
      [file('empty.json', '[]')],
      ['--frobnicate']
    ]) {
      const { code, err } = run(args);
      expect(code).toBe(2);
      expect(err.trim().length).toBeGreaterThan(10);
    }
  });
});
