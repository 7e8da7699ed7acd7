/**
 * `npm run retention`: erases now what is old, as the server does by itself at its start and once a day, and says what it
 * erased and what comes next. It works beside the running server, on the same DATABASE_URL or DATA_DIR, and by the same
 * RETENTION_DAYS: for a server that is started only now and then.
 *
 * Exit code 0: done. 1: not done; a sentence says why.
 */
import { placeOf } from '../src/lib/server/db/place.ts';
import { openBeside } from '../src/lib/server/db/store.ts';
import { checkRetention, retentionDays } from '../src/lib/server/retention.ts';

try {
  const days = retentionDays(process.env.RETENTION_DAYS);
  const { db, close } = await openBeside(placeOf(process.env), 'guest');
  const { erased, announced } = await checkRetention(db, Date.now(), days).finally(close);
  console.log(`Classes are kept for ${days} days after they ended.`);
  for (const name of erased) console.log(`“${name}” is erased.`);
  for (const { name, on } of announced)
    console.log(`“${name}” is erased from ${new Date(on).toISOString().slice(0, 10)} on.`);
  if (erased.length + announced.length === 0) console.log('Nothing is due in the next 30 days.');
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error.message || String(error));
  process.exitCode = 1;
}
