import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Bench } from 'tinybench';
import { readFiles } from '../../src/lib/packs/files.ts';
import { readPacks } from '../../src/lib/packs/load.ts';
import { registry } from '../../src/lib/exercises/registry.ts';

export interface CheckerRow {
  exercise: string;
  /** Verdicts a second on one core, for an answer that says what the key says. */
  perSecond: number;
  /** How long a verdict takes, as a multiple of parsing the same answer's JSON. */
  timesParse: number;
}

/** How often every exercise is checked before the first one is timed. */
const WARM = 2000;

/**
 * Times the checker on every shipped exercise, and looks whether memory grows over a million verdicts. A server has checked
 * other exercises before: without that, whichever is timed first is the slowest.
 */
export async function benchChecker(): Promise<{ rows: CheckerRow[]; heapGrowthMiB: number }> {
  const { packs, problems } = await readPacks(readFiles(resolve(import.meta.dirname, '../../lessons')));
  if (problems.length > 0) throw new Error('the packs do not hold: see `npm run packs`');
  const exercises: { exercise: string; json: string; verdict: () => void }[] = [];
  for (const { pack, slug, type, ...shipped } of packs.flatMap(({ exercises }) => exercises)) {
    const logic = await registry[type].logic();
    const item = logic.item.parse(shipped.item);
    const key = logic.key.parse(shipped.key);
    const json = JSON.stringify(logic.solution(item, key));
    const answer: unknown = JSON.parse(json);
    exercises.push({ exercise: `${pack}/${slug}`, json, verdict: () => void logic.check(item, key, answer) });
  }
  for (const { verdict } of exercises) for (let i = 0; i < WARM; i++) verdict();
  const rows: CheckerRow[] = [];
  for (const { exercise, json, verdict } of exercises) {
    const bench = new Bench({ time: 250, warmupTime: 100 });
    bench.add('check', verdict).add('parse', () => void JSON.parse(json));
    await bench.run();
    const [check, parse] = bench.tasks.map((task) =>
      task.result.state === 'completed' ? task.result.throughput.mean : NaN
    );
    rows.push({
      exercise,
      perSecond: Math.round(check!),
      timesParse: Number((parse! / check!).toFixed(1))
    });
  }
  return { rows, heapGrowthMiB: growth(exercises.map(({ verdict }) => verdict)) };
}

/** MiB of heap that a million verdicts leave behind, after a garbage collection before and after. */
function growth(runs: (() => void)[]): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const round = (times: number) => {
    for (let i = 0; i < times; i++) runs[i % runs.length]!();
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = round(50_000);
  const after = round(1_000_000);
  return Number(((after - before) / 2 ** 20).toFixed(2));
}
