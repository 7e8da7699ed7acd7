/**
 * `npm run bench`: how fast the checker is on every shipped exercise, how a lesson page loads and reacts, how fast answers
 * are saved on either engine, what an instructor waits for, and how soon a live class knows what its instructor did.
 * Prints tables and writes them to bench/. Nothing here passes or fails: the figures are to be read. All but the checker
 * is measured on the production build (`npm run build` first). Some three quarters of an hour, most of it for pages;
 * `npm run bench -- saves classes` measures only these (checker, pages, saves, classes, live), and
 * `npm run bench -- pages --only warm-up/01` only the pages with that in their address: the other rows stay as they were.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { benchChecker } from './bench/checker.ts';
import { benchClasses } from './bench/classes.ts';
import { benchLive } from './bench/live.ts';
import { benchPages } from './bench/pages.ts';
import { benchSaves } from './bench/saves.ts';
import { findChromium } from './chromium.js';

/** What bench/pages.json holds, as far as one page's row is put in another's place. */
const Kept = z.looseObject({
  machine: z.string(),
  browser: z.string(),
  rows: z.array(z.looseObject({ page: z.string() }))
});

const folder = resolve(import.meta.dirname, '../bench');
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`;
const browser = basename(findChromium() ?? 'none');

const { positionals, values } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } });
const BENCHES = { checker, pages, saves, classes, live };
const isBench = (name: string): name is keyof typeof BENCHES => Object.hasOwn(BENCHES, name);
if (values.only !== undefined && (values.only === '' || positionals.join() !== 'pages'))
  throw new Error('--only says which pages: npm run bench -- pages --only warm-up/01.');
const unknown = positionals.filter((name) => !isBench(name));
if (unknown.length > 0)
  throw new Error(`${unknown.join(', ')}: there is ${Object.keys(BENCHES).join(', ')} to measure.`);
for (const [name, bench] of Object.entries(BENCHES))
  if (positionals.length === 0 || positionals.includes(name)) await bench();

async function checker(): Promise<void> {
  const { rows, heapGrowthMiB } = await benchChecker();
  console.table(rows);
  const speeds = rows.map((row) => row.perSecond).sort((a, b) => a - b);
  const [slowest, median] = [speeds[0], speeds[Math.floor(speeds.length / 2)]];
  console.log(
    `slowest ${slowest}/s, median ${median}/s, heap after a million verdicts ${heapGrowthMiB} MiB more`
  );
  save('checker', { machine, slowest, median, heapGrowthMiB, rows });
}

async function pages(): Promise<void> {
  const kept = values.only ? keptPages() : null;
  const { rows, weights } = await benchPages(values.only);
  console.table(rows);
  if (weights.length > 0) console.table(weights);
  const measured = new Map([...(kept?.rows ?? []), ...rows].map((row) => [row.page, row]));
  save('pages', kept ? { ...kept, rows: [...measured.values()] } : { machine, browser, rows, weights });
}

/** What was measured before, to put some rows in: on this machine by this browser, so that one table compares like with like. */
function keptPages(): z.infer<typeof Kept> {
  const kept = Kept.parse(JSON.parse(readFileSync(resolve(folder, 'pages.json'), 'utf8')));
  if (kept.machine !== machine)
    throw new Error(`The other rows are of another machine (${kept.machine}): measure all.`);
  if (kept.browser !== browser)
    throw new Error(`The other rows are of ${kept.browser}: set CHROMIUM_PATH to it, or measure all.`);
  return kept;
}

async function saves(): Promise<void> {
  const load = loadNow();
  const { rows, bare } = await benchSaves();
  console.table(rows);
  console.table(bare);
  save('saves', { machine, load, rows, bare });
}

async function classes(): Promise<void> {
  const load = loadNow();
  const { rescoring, results } = await benchClasses();
  console.table(rescoring);
  console.table(results);
  save('classes', { machine, load, rescoring, results });
}

async function live(): Promise<void> {
  const load = loadNow();
  const found = await benchLive();
  for (const table of Object.values(found)) console.table(table);
  save('live', { machine, load, ...found });
}

/** How many processes wanted the machine before it was measured, over a minute: below 0.5 it was quiet. */
function loadNow(): number {
  return Number(loadavg()[0]!.toFixed(2));
}

function save(name: string, value: unknown): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(resolve(folder, `${name}.json`), `${JSON.stringify(value, null, 2)}\n`);
}
