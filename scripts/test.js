/**
 * `npm test`: every check of the project, in order, each timed. What fails shows its output, and the others
 * still run. The last line counts: each unit test and each journey, and one for every other step.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import builds from './builds.cjs';
import { readyChromium } from './chromium.js';
import inputs from './inputs.cjs';
import { readyPostgres } from './postgres.js';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 * @typedef {{ ok: boolean, output: string }} Ran
 * @typedef {{ count: Count, output: string, note?: string }} Outcome
 */

const RESULTS = join(inputs.root, 'test-results');
const SUB_PATH = '/reading-room';

const total = { passed: 0, failed: 0, skipped: 0 };
const started = performance.now();
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS);

await step('check', () =>
  commands(
    ['@sveltejs/kit/svelte-kit.js', 'sync'],
    [
      'svelte-check/bin/svelte-check',
      '--tsconfig',
      './tsconfig.json',
      '--fail-on-warnings',
      '--output',
      'human'
    ]
  )
);
await step('lint', () =>
  commands(['eslint/bin/eslint.js', '.'], ['prettier/bin/prettier.cjs', '--check', '.'])
);
await step('unit', unit);
await step('packs', async () => asOne(await node(['scripts/packs.ts'])));
const server = await step('build', () => build({ target: 'node', base: '' }));
const site = await step('build static', () => build({ target: 'static', base: SUB_PATH }));
await step('journeys', () => journeys([...(server ? ['server', 'phone'] : []), ...(site ? ['static'] : [])]));

console.log(
  `\nall of it${seconds(started).padStart(39)}${total.skipped ? `   (${total.skipped} skipped)` : ''}`
);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

/**
 * Runs one step and prints its line; where something failed, its output as well.
 * @param {string} name
 * @param {() => Promise<Outcome>} run
 */
async function step(name, run) {
  const start = performance.now();
  const { count, output, note } = await run().catch(unrun);
  for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[key] += count[key];
  console.log(
    `${count.failed ? '✗' : '✓'} ${name.padEnd(14)}${(note ?? (count.failed ? 'failed' : 'ok')).padEnd(24)}${seconds(start).padStart(8)}`
  );
  if (count.failed) console.log(`\n${output.trim().replaceAll(/^/gm, '    ')}\n`);
  return count.failed === 0;
}

/**
 * A step that could not run has failed.
 * @param {unknown} error
 * @returns {Outcome}
 */
function unrun(error) {
  return asOne({ ok: false, output: error instanceof Error ? error.message : String(error) });
}

/** @returns {Promise<Outcome>} */
async function unit() {
  readyPostgres();
  const file = join(RESULTS, 'unit.json');
  const ran = await node([
    bin('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`
  ]);
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = report(file, ran);
  return counted({ passed, failed, skipped }, ran);
}

/**
 * @param {string[]} projects
 * @returns {Promise<Outcome>}
 */
async function journeys(projects) {
  if (projects.length === 0) throw new Error('Not run: there is no build to walk through.');
  const file = join(RESULTS, 'journeys.json');
  const start = performance.now();
  const ran = await node(
    [bin('@playwright/test/cli.js'), 'test', ...projects.map((name) => `--project=${name}`)],
    {
      CHROMIUM_PATH: readyChromium(),
      PLAYWRIGHT_JSON_OUTPUT_FILE: file
    },
    (line) => sayJourney(line, start)
  );
  const { expected, unexpected, flaky, skipped } = report(file, ran).stats;
  return counted({ passed: expected, failed: unexpected + flaky, skipped }, ran);
}

/**
 * Says at once what failed, and every fifty journeys how far they are: a run that is cut off has told that much.
 * @param {string} line of Playwright's list reporter, whose signs on Windows are words
 * @param {number} start when the first of them began
 */
function sayJourney(line, start) {
  const [, sign, count, what] = /^\s+(✓|✘|ok|x|-)\s+(\d+) (.+)/.exec(line) ?? [];
  if (sign === '✘' || sign === 'x') console.log(`  ✗ ${what}`);
  else if (/^Running /.test(line)) console.log(`  ${line}`);
  else if (count && Number(count) % 50 === 0) console.log(`  ${count} …${seconds(start).padStart(12)}`);
}

/**
 * Builds, unless the build at hand was made from these very files.
 * @param {{ target: 'node' | 'static', base: string }} wanted
 * @returns {Promise<Outcome>}
 */
async function build({ target, base }) {
  const folder = target === 'static' ? 'build-static' : builds.current();
  if (folder !== null && inputs.stampIn(folder) === inputs.buildHash({ target, base }))
    return { ...asOne({ ok: true, output: '' }), note: 'up to date' };
  return asOne(await node([bin('vite/bin/vite.js'), 'build'], { BUILD_TARGET: target, BASE_PATH: base }));
}

/**
 * Several commands as one step: all of them run, so that one look shows all there is to mend.
 * @param {...string[]} list
 */
async function commands(...list) {
  const all = { ok: true, output: '' };
  for (const [script = '', ...args] of list) {
    const ran = await node([bin(script), ...args]);
    all.ok &&= ran.ok;
    if (!ran.ok) all.output += ran.output;
  }
  return asOne(all);
}

/**
 * @param {Ran} ran
 * @returns {Outcome}
 */
function asOne({ ok, output }) {
  return { count: { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }, output };
}

/**
 * A runner that fails without a failed test (a file that doesn't load, say) has failed all the same.
 * @param {Count} count
 * @param {Ran} ran
 * @returns {Outcome}
 */
function counted(count, { ok, output }) {
  const failed = count.failed || (ok ? 0 : 1);
  const parts = [
    `${count.passed} passed`,
    failed && `${failed} failed`,
    count.skipped && `${count.skipped} skipped`
  ];
  return { count: { ...count, failed }, output, note: parts.filter(Boolean).join(', ') };
}

/**
 * What a runner wrote about its run; where it wrote nothing, its output is the news.
 * @param {string} file
 * @param {Ran} ran
 */
function report(file, ran) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Error(ran.output || 'The runner left no report.');
  }
}

/**
 * Runs a script under this very Node, which `npm` has made Node 24. It is over when the script is, even where a
 * process that the script left behind holds on to its output.
 * @param {string[]} args
 * @param {Record<string, string>} env
 * @param {(line: string) => void} [hear] each line that it prints, as it does
 * @returns {Promise<Ran>}
 */
function node(args, env = {}, hear) {
  const { NODE_ENV: _env, FORCE_COLOR: _color, ...inherited } = process.env;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: inputs.root,
      env: { ...inherited, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe']
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    if (hear) createInterface({ input: child.stdout }).on('line', hear);
    child.on('exit', () => setTimeout(letGo, 5000).unref());
    child.on('close', (code) => resolve({ ok: code === 0, output }));
    function letGo() {
      child.stdout.destroy();
      child.stderr.destroy();
    }
  });
}

/** @param {string} script */
function bin(script) {
  return join(inputs.root, 'node_modules', script);
}

/** @param {number} since */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
