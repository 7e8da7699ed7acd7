import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { FILE } from '../../src/lib/server/db/place.ts';
import type { NewRow } from '../../src/lib/server/db/schema.ts';
import { openSqlite } from '../../src/lib/server/db/sqlite.ts';
import { newId } from '../../src/lib/server/ids.ts';
import type { Room } from '../load/class.ts';
import type { Ground } from '../load/places.ts';

/** What saves are measured against: as little as there can be of what they are made of. */

/** A handler that reads a body and says that it is saved, and does nothing else. */
const HANDLER = `
  const server = require('http').createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += chunk));
    request.on('end', () => {
      const { base } = JSON.parse(text);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ is: 'saved', revision: base + 1, savedAt: Date.now() }));
    });
  });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));`;

/** Starts that handler as a process of its own. */
export async function startBareHandler(): Promise<{ url: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, ['-e', HANDLER], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.setEncoding('utf8');
  const [port] = (await once(child.stdout, 'data')) as [string];
  return {
    url: `http://127.0.0.1:${port.trim()}`,
    async stop() {
      child.kill();
      await once(child, 'exit');
    }
  };
}

/** Connections to PostgreSQL: as many as the server's pool has. */
const LINES = 10;

/** Milliseconds that are spent inserting. */
const LONG = 3000;

/**
 * Inserts an answer of every learner to every exercise, one statement and one commit each, as fast as the engine takes
 * them, again and again. All answers are gone before and afterwards; no server may be at work with them.
 * @returns how many a second
 */
export async function bareInserts({ place }: Ground, room: Room): Promise<number> {
  const rows = room.seats.flatMap(({ workId }) =>
    room.parts.map((part, n) => answerRow(room, workId, part, n))
  );
  const columns = Object.keys(rows[0]!);
  const statement = (mark: (i: number) => string) =>
    `INSERT INTO answer (${columns.join(', ')}) VALUES (${columns.map((_, i) => mark(i)).join(', ')})`;
  if ('dataDir' in place) {
    const database = openSqlite(join(place.dataDir, FILE), false);
    const insert = database.prepare(statement(() => '?'));
    const clear = () => Promise.resolve(database.exec('DELETE FROM answer'));
    const fill = () => {
      for (const row of rows) insert.run(...Object.values(row));
      return Promise.resolve();
    };
    return rateOf(rows.length, { clear, fill }).finally(() => database.close());
  }
  if (!('databaseUrl' in place)) throw new Error('There is nothing to measure in memory.');
  const pool = new pg.Pool({ connectionString: place.databaseUrl, max: LINES });
  const text = statement((i) => `$${i + 1}`);
  const clear = () => pool.query('DELETE FROM answer');
  const fill = async () => {
    const left = [...rows];
    const insert = async () => {
      for (let row = left.pop(); row; row = left.pop())
        await pool.query({ name: 'insert', text, values: Object.values(row) });
    };
    await Promise.all(Array.from({ length: LINES }, insert));
  };
  return rateOf(rows.length, { clear, fill }).finally(() => pool.end());
}

/** Fills a cleared table for some seconds. @returns the rows that came into it a second */
async function rateOf(
  rows: number,
  { clear, fill }: Record<'clear' | 'fill', () => Promise<unknown>>
): Promise<number> {
  let [filled, took] = [0, 0];
  await clear();
  while (took < LONG) {
    const began = performance.now();
    await fill();
    took += performance.now() - began;
    filled += rows;
    await clear();
  }
  return (filled / took) * 1000;
}

const answerRow = (room: Room, work: string, part: Room['parts'][number], n: number) =>
  ({
    id: newId(),
    class_id: room.classId,
    work_id: work,
    part_id: part.id,
    version: part.exercise.version,
    answer: JSON.stringify(part.answers[n % part.answers.length]),
    revision: 1,
    delivery: newId(),
    saved_at: Date.now()
  }) satisfies NewRow<'answer'>;
