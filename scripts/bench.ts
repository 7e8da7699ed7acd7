/**
 * `npm run bench`: how fast the checker is on every shipped exercise, and how a lesson page loads and reacts.
 * Prints tables and writes them to bench/. Nothing here passes or fails: the figures are to be read.
 * The pages are measured on the production build (`npm run build` first); `--checker` leaves them out.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { benchChecker } from './bench/checker.ts';
import { benchPages } from './bench/pages.ts';

const folder = resolve(import.meta.dirname, '../bench');
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`;

const checker = await benchChecker();
console.table(checker.rows);
const speeds = checker.rows.map((row) => row.perSecond).sort((a, b) => a - b);
const summary = {
  slowest: speeds[0],
  median: speeds[Math.floor(speeds.length / 2)],
  heapGrowthMiB: checker.heapGrowthMiB
};
console.log(
  `slowest ${summary.slowest}/s, median ${summary.median}/s, heap after a million verdicts ${summary.heapGrowthMiB} MiB more`
);
save('checker', { machine, ...summary, rows: checker.rows });

if (!process.argv.includes('--checker')) {
  const { rows, weights } = await benchPages();
  console.table(rows);
  console.table(weights);
  save('pages', { machine, rows, weights });
}

function save(name: string, value: unknown): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(resolve(folder, `${name}.json`), `${JSON.stringify(value, null, 2)}\n`);
}
