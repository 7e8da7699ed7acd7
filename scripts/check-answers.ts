/**
 * `npm run check-answers -- answers.json …`: checks answers outside the browser, reserved exercises included.
 * A file (or stdin, where none or `-` is named) holds one submission or a list of them:
 * {"exercise": "pack/exercise", "learner": "optional", "version": "optional", "answer": {…}}
 *
 * Prints a table, or JSON with --json. Exit code 0: all valid. 1: some invalid. 2: a file that cannot be used.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readFiles } from '../src/lib/packs/files.ts';
import { readPacks } from '../src/lib/packs/load.ts';
import { checkSubmission, type Outcome } from '../src/lib/packs/submission.ts';
import { shown } from '../src/lib/scoring/score.ts';

class Unusable extends Error {}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const { values, positionals } = options();
  const { packs, problems } = await readPacks(readFiles(resolve(import.meta.dirname, '../lessons')));
  if (problems.length > 0)
    throw new Unusable('The packs do not hold, so nothing can be checked: see `npm run packs`.');
  const rows: (Outcome & { file: string })[] = [];
  for (const file of positionals.length > 0 ? positionals : ['-'])
    for (const submission of submissions(file))
      rows.push({ file, ...(await checkSubmission(packs, submission, 'all')) });
  if (values.json) console.log(JSON.stringify(rows, null, 2));
  else printTable(rows);
  return rows.every((row) => 'verdict' in row && row.verdict.status === 'scored') ? 0 : 1;
}

function options() {
  try {
    return parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
  } catch (error) {
    throw new Unusable(
      `${error instanceof Error ? error.message : String(error)}\nUse: npm run check-answers -- [--json] [FILE …]`
    );
  }
}

function submissions(file: string): unknown[] {
  const name = file === '-' ? 'standard input' : file;
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new Unusable(`${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Unusable(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw new Unusable(`${name} holds no answer.`);
  return list;
}

function printTable(rows: (Outcome & { file: string })[]): void {
  const percent = (value: number | null) => (value === null ? '–' : Math.round(100 * shown(value)));
  console.table(
    rows.map((row) => {
      const base = { file: row.file, learner: row.learner ?? '', exercise: row.exercise };
      if (!('verdict' in row)) return { ...base, verdict: row.refused };
      if (row.verdict.status === 'invalid') return { ...base, verdict: 'invalid' };
      const { score, parts, answered, detection } = row.verdict;
      return {
        ...base,
        verdict: 'scored',
        score: percent(score),
        finding: percent(parts.finding),
        label: percent(parts.label),
        edges: parts.boundary ? `${parts.boundary.exact}/${parts.boundary.of}` : '–',
        answered: `${answered.given}/${answered.of}`,
        apart: detection ? detection.apart.toFixed(2) : '–',
        tendency: detection ? detection.tendency.toFixed(2) : '–'
      };
    })
  );
  for (const row of rows) {
    const problems =
      'refused' in row ? row.problems : row.verdict.status === 'invalid' ? row.verdict.problems : [];
    for (const { path, detail } of problems)
      console.error(
        `${row.file}: ${row.exercise || 'submission'}: ${path.join('.') || '(whole)'}: ${detail}`
      );
  }
}
