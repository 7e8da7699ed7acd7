import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { sql, type Kysely } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { backup, countOf } from './backup.ts';
import { checkFile, checkStore } from './check.ts';
import { migrations } from './migrations.ts';
import { FILE, type Place } from './place.ts';
import { restore } from './restore.ts';
import type { Database, NewRow } from './schema.ts';
import { shapeOf, type Rows } from './shape.ts';
import { openStore, type Store } from './store.ts';
import { describeOnEachPlace } from './testing.ts';

const NOW = 1_795_000_000_000;
const folder = mkdtempSync(join(tmpdir(), 'whose-words-backup-'));
afterAll(() => rmSync(folder, { recursive: true }));
const newFile = () => join(folder, `${randomBytes(8).toString('hex')}.backup`);

const klass = (id: string, name: string): NewRow<'class'> => ({
  id,
  name,
  join_code: null,
  typed_names: 1,
  rehearsal: 0,
  created_at: NOW,
  ended_at: null
});

/** Rows in several tables that refer to each other, with these texts and numbers in them. */
async function fill({ db }: Store, texts: string[], numbers: number[] = [0.1]): Promise<void> {
  await db.insertInto('class').values(klass('c', 'A class')).execute();
  const settings = JSON.stringify({ ...SETTINGS, zone: 'Europe/Vienna' });
  const common = { class_id: 'c', created_by: 'u', created_at: NOW };
  const assignment = { id: 'a', title: 'T', words: '', state: 'draft' as const, settings, updated_at: NOW };
  await db
    .insertInto('assignment')
    .values({ ...assignment, ...common })
    .execute();
  const lines = texts.map((detail, i) => ({
    id: `l${i}`,
    class_id: 'c',
    at: i,
    actor: 'u',
    what: 'x',
    detail
  }));
  if (lines.length > 0) await db.insertInto('audit').values(lines).execute();
  await db
    .insertInto('learner')
    .values({ id: 'r', class_id: 'c', name: 'red fox', typed: 0, created_at: NOW })
    .execute();
  const work = { id: 'w', class_id: 'c', assignment_id: 'a', learner_id: 'r', number: 1, started_at: NOW };
  await db
    .insertInto('work')
    .values({ ...work, kind: 'assigned', late: 0 })
    .execute();
  const part = { id: 'p', class_id: 'c', assignment_id: 'a', position: 0, pack: 'warm-up', words: '' };
  await db.insertInto('part').values(part).execute();
  const points = numbers.map((points, i) => ({
    ...common,
    id: `o${i}`,
    work_id: 'w',
    part_id: 'p',
    points,
    reason: 'because',
    replaced_at: i === 0 ? null : NOW
  }));
  await db.insertInto('override').values(points).execute();
}

const SETTINGS = {
  opens: null,
  due: null,
  closes: null,
  attempts: 1,
  counts: 'first',
  minutes: null,
  feedback: 'handed-in',
  confidence: true,
  level: null
};

/** All rows of all tables. */
async function contents({ db }: Pick<Store, 'db'>): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const { name, key } of await shapeOf(migrations)) {
    const order = sql.join(key.map((column) => sql.ref(column)));
    const { rows } = await sql`SELECT * FROM ${sql.table(name)} ORDER BY ${order}`.execute(db);
    if (rows.length > 0) all[name] = rows;
  }
  return all;
}

async function inPlace<T>(place: Place, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(place);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

describeOnEachPlace('a backup from', (place) => {
  describeOnEachPlace('restored', (other) => {
    test('gives back every row, whatever its texts and numbers are', async () => {
      const text = fc.string({ unit: 'binary', maxLength: 40 }).filter((one) => !one.includes('\0'));
      const answer = fc.jsonValue().map((value) => JSON.stringify(value));
      const half = fc
        .string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) })
        .map((one) => JSON.stringify(one));
      const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0);
      const odd = ['', '\u2028\r\n\n', '\ufeff', "'; DROP TABLE class; --", '[1]', 'ﬀ İ ı', '\u0085\u00a0'];
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.oneof(text, answer, half), { minLength: 100, maxLength: 200 }),
          fc.array(number, { minLength: 1, maxLength: 30 }),
          async (texts, numbers) => {
            const [from, to, file] = [await place(), await other(), newFile()];
            const before = await inPlace(from, async (store) => {
              await fill(store, [...odd, ...texts], numbers);
              return contents(store);
            });
            await backup(from, file, NOW);
            await restore(to, file, { replace: false });
            expect(await inPlace(to, contents)).toEqual(before);
            expect(await checkStore(to)).toMatchObject({ problems: [], counts: { class: 1, learner: 1 } });
          }
        ),
        { numRuns: 2 }
      );
    });
  });

  test('a store in use holds one moment of it, whatever is written meanwhile', async () => {
    // More than one page of them.
    const BEFORE = 1200;
    const [here, file] = [await place(), newFile()];
    await inPlace(here, async ({ db }) => {
      const pair = async (trx: Kysely<Database>, i: number) => {
        const line = { id: `l${i}`, class_id: `c${i}`, at: i, actor: 'u', what: 'x', detail: '' };
        await trx
          .insertInto('class')
          .values(klass(`c${i}`, 'A class'))
          .execute();
        await trx.insertInto('audit').values(line).execute();
      };
      await db.transaction().execute(async (trx) => {
        for (let i = 0; i < BEFORE; i++) await pair(trx, i);
      });
      let done = false;
      const writing = (async () => {
        for (let i = BEFORE; !done; i++) {
          await db.transaction().execute((trx) => pair(trx, i));
          await setImmediate();
        }
      })();
      await backup(here, file, NOW);
      done = true;
      await writing;
      expect(await countOf(db as unknown as Kysely<Rows>, 'class')).toBeGreaterThan(BEFORE);
    });
    const { counts, problems, header } = await checkFile(file);
    expect(problems).toEqual([]);
    expect(counts['class']).toBeGreaterThanOrEqual(BEFORE);
    expect(counts['audit']).toBe(counts['class']);
    expect(header).toMatchObject({ made: NOW, steps: Object.keys(migrations) });
  });

  test('an empty store is one as well; and it never takes the place of a file', async () => {
    const [here, file] = [await place(), newFile()];
    await backup(here, file, NOW);
    expect((await checkFile(file)).problems).toEqual([]);
    expect(statSync(file).mode & 0o077).toBe(0);
    const before = readFileSync(file);
    await expect(backup(here, file, NOW)).rejects.toThrow('is there already');
    expect(readFileSync(file)).toEqual(before);
  });
});

describeOnEachPlace('restoring into', (place) => {
  /** A backup of a store that holds a class of this name. */
  async function backupOf(name: string): Promise<string> {
    const [here, file] = [await place(), newFile()];
    await inPlace(here, ({ db }) => db.insertInto('class').values(klass('c', name)).execute());
    await backup(here, file, NOW);
    return file;
  }
  const classes = (here: Place) =>
    inPlace(here, async ({ db }) =>
      (await db.selectFrom('class').select('name').execute()).map((c) => c.name)
    );

  test('a store that holds something is refused, unless it is to be replaced', async () => {
    const file = await backupOf('new');
    const here = await place();
    await inPlace(here, ({ db }) => db.insertInto('class').values(klass('o', 'old')).execute());
    await expect(restore(here, file, { replace: false })).rejects.toThrow('--replace');
    expect(await classes(here)).toEqual(['old']);
    await restore(here, file, { replace: true });
    expect(await classes(here)).toEqual(['new']);
  });

  test('a store that a server has only just made goes by itself', async () => {
    const file = await backupOf('new');
    const here = await place();
    await inPlace(here, ({ db }) =>
      db.insertInto('setting').values({ name: 'session-secret', value: 'x' }).execute()
    );
    await restore(here, file, { replace: false });
    expect(await classes(here)).toEqual(['new']);
    expect(await inPlace(here, ({ db }) => db.selectFrom('setting').selectAll().execute())).toEqual([]);
  });

  test('a place where nothing is yet makes the store', async () => {
    const file = await backupOf('new');
    const here = await place('nothing');
    await restore(here, file, { replace: false });
    expect(await classes(here)).toEqual(['new']);
  });

  test('from a file that was cut short or changed: refused, and the store stays as it was', async () => {
    const file = await backupOf('new');
    const here = await place();
    await inPlace(here, ({ db }) => db.insertInto('class').values(klass('o', 'old')).execute());
    const whole = readFileSync(file);
    const lines = gunzipSync(whole).toString();
    const bad = [
      whole.subarray(0, whole.length - 1),
      whole.subarray(0, 30),
      Buffer.alloc(0),
      gzipSync(lines.replace('"new"', '"now"')),
      gzipSync(lines.replace(/\n[^\n]*\n$/, '\n')),
      gzipSync(`${lines}["one","more"]\n`),
      gzipSync('{"format":"something else"}\n'),
      Buffer.from('not compressed')
    ];
    for (const bytes of bad) {
      const copy = newFile();
      writeFileSync(copy, bytes);
      await expect(restore(here, copy, { replace: true })).rejects.toMatchObject({ name: 'Unreadable' });
    }
    await expect(restore(here, newFile(), { replace: true })).rejects.toThrow(/no such file/);
    expect(await classes(here)).toEqual(['old']);
  });

  test('from a program that was newer: refused', async () => {
    const file = await backupOf('new');
    const lines = gunzipSync(readFileSync(file)).toString();
    const newer = newFile();
    writeFileSync(newer, gzipSync(lines.replace('"steps":[', '"steps":["9000-later",')));
    await expect(restore(await place(), newer, { replace: false })).rejects.toThrow(
      /newer than this program/
    );
  });
});

describeOnEachPlace('a check of a store', (place) => {
  test('finds JSON that is none, and settings that mean nothing', async () => {
    const here = await place();
    await inPlace(here, async (store) => {
      await fill(store, []);
      await store.db.updateTable('assignment').set({ settings: '{"opens":0}' }).execute();
      const row = { version: 'v', item_version: 'i', pack: '', slug: '', type: '', title: '', task: '' };
      const rest = { skill: '', level: 1, minutes: 1, access: 'open' as const, sources: '{}', created_at: 1 };
      await store.db
        .insertInto('pinned')
        .values({ ...row, ...rest, item: 'nonsense', key: '{}' })
        .execute();
    });
    const { problems, counts } = await checkStore(here);
    expect(problems).toHaveLength(3);
    expect(problems[0]).toBe('pinned v: its item is no JSON.');
    expect(problems[1]).toMatch(/^pinned v: its sources is not as it should be/);
    expect(problems[2]).toMatch(/^assignment a: its settings is not as it should be/);
    expect(counts).toMatchObject({ class: 1, assignment: 1, pinned: 1, score: 0 });
  });

  test('says where there is no store', async () => {
    const here = await place('nothing');
    await expect(checkStore(here)).rejects.toMatchObject({ name: 'CannotOpen' });
    await expect(backup(here, newFile(), NOW)).rejects.toMatchObject({ name: 'CannotOpen' });
  });
});

describe('a check of an embedded store', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'whose-words-'));
  afterAll(() => rmSync(dataDir, { recursive: true }));

  test('finds references to nothing, values of the wrong kind, and a damaged file', async () => {
    await inPlace({ dataDir }, async (store) => {
      await fill(store, []);
      await sql`PRAGMA foreign_keys = OFF`.execute(store.db);
      await store.db.deleteFrom('assignment').execute();
      const rows = store.db as unknown as Kysely<Rows>;
      await rows.updateTable('learner').set({ created_at: 'yesterday' }).execute();
    });
    const { problems } = await checkStore({ dataDir });
    expect(problems.sort()).toEqual([
      'learner r: its created_at is no whole number.',
      'part p: its assignment_id is in no row of assignment.',
      'work w: its assignment_id is in no row of assignment.'
    ]);

    const file = join(dataDir, FILE);
    const bytes = readFileSync(file);
    // The last page, which is one of an index or a table.
    bytes.fill(0xff, bytes.length - 4096, bytes.length - 2048);
    writeFileSync(file, bytes);
    const damaged = await checkStore({ dataDir }).then(
      ({ problems }) => problems.length,
      (error: Error) => error.name
    );
    expect(damaged).not.toBe(3);
    expect(damaged).not.toBe(0);
  });
});
