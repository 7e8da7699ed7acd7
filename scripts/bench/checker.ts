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

/** Times the checker on every shipped exercise, and looks whether memory grows over a million verdicts. */
export async function benchChecker(): Promise<{ rows: CheckerRow[]; heapGrowthMiB: number }> {
  const { packs, problems } = await readPacks(readFiles(resolve(import.meta.dirname, '../../lessons')));
  if (problems.length > 0) throw new Error('the packs do not hold: see `npm run packs`');
  const rows: CheckerRow[] = [];
  const runs: (() => void)[] = [];
  for (const exercise of packs.flatMap((pack) => pack.exercises)) {
    const logic = await registry[exercise.type].logic();
    const item = logic.item.parse(exercise.item);
    const key = logic.key.parse(exercise.key);
    const json = JSON.stringify(logic.solution(item, key));
    const answer: unknown = JSON.parse(json);
    const verdict = () => void logic.check(item, key, answer);
    runs.push(verdict);
    const bench = new Bench({ time: 250, warmupTime: 100 });
    bench.add('check', verdict).add('parse', () => void JSON.parse(json));
    await bench.run();
    const [check, parse] = bench.tasks.map((task) =>
      task.result.state === 'completed' ? task.result.throughput.mean : NaN
    );
    rows.push({
      exercise: `${exercise.pack}/${exercise.slug}`,
      perSecond: Math.round(check!),
      timesParse: Number((parse! / check!).toFixed(1))
    });
  }
  return { rows, heapGrowthMiB: growth(runs) };
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
