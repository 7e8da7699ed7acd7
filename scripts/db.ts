/**
 * `npm run db -- backup FILE`, `restore FILE [--replace]`, `check [FILE]`: a copy of all that the server stores, on the
 * store that DATABASE_URL or DATA_DIR names. A backup and a check run beside the server; a restore is refused while one runs.
 * A backup of one engine is restored on either.
 */
import { parseArgs } from 'node:util';
import { backup } from '../src/lib/server/db/backup.ts';
import { checkFile, checkStore, type Checked } from '../src/lib/server/db/check.ts';
import { restore } from '../src/lib/server/db/restore.ts';
import { placeOf, shownPlace } from '../src/lib/server/db/place.ts';

const USAGE = `Usage:
  npm run db -- backup FILE             writes all that the store holds to a new file, beside a running server
  npm run db -- restore FILE            fills an empty store with it
  npm run db -- restore FILE --replace  puts it in the place of all that the store holds
  npm run db -- check                   checks the store
  npm run db -- check FILE              checks a backup

The store is the PostgreSQL database of DATABASE_URL, or the folder of DATA_DIR (data).`;

const place = placeOf(process.env);

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { replace: { type: 'boolean', default: false } }
  });
  await run(positionals, values.replace);
} catch (error) {
  const isSaid = error instanceof Error && ['CannotOpen', 'Unreadable', 'Trouble'].includes(error.name);
  const isUsage =
    error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  console.error(isSaid ? `\n${error.message}\n` : isUsage ? `${error.message}\n\n${USAGE}` : error);
  process.exitCode = 1;
}

async function run([command, file, ...more]: string[], replace: boolean): Promise<void> {
  const isPlain = more.length === 0 && (!replace || command === 'restore');
  if (command === 'backup' && file && isPlain) {
    const { tables } = await backup(place, file, Date.now());
    console.log(
      `${counted(tables.map(({ name, rows }) => [name, rows]))}\n\n${file} holds all of ${shownPlace(place)}.`
    );
  } else if (command === 'restore' && file && isPlain) {
    const { tables, made } = await restore(place, file, { replace });
    console.log(counted(tables.map(({ name, rows }) => [name, rows])));
    console.log(`\n${shownPlace(place)} holds what ${file} held, of ${new Date(made).toISOString()}.`);
  } else if (command === 'check' && isPlain) {
    report(file ? await checkFile(file) : await checkStore(place), file ?? shownPlace(place));
  } else {
    console.error(USAGE);
    process.exitCode = 1;
  }
}

function report({ counts, problems }: Checked, what: string): void {
  console.log(counted(Object.entries(counts)));
  console.log(problems.length === 0 ? `\n${what} is in order.` : `\n${what} is not in order:`);
  for (const problem of problems) console.log(`  ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}

/** A line for each table that holds something. */
function counted(counts: [name: string, rows: number][]): string {
  const some = counts.filter(([, rows]) => rows > 0);
  return some.map(([name, rows]) => `${String(rows).padStart(9)}  ${name}`).join('\n') || '  No rows.';
}
