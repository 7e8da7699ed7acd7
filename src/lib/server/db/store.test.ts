import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { FILE, type Place } from './place.ts';
import { openBeside, openStore } from './store.ts';
import { describeOnEachEngine, describeOnEachPlace } from './testing.ts';

describeOnEachEngine('a store', (open) => {
  const klass = (id: string) => ({
    id,
    name: 'Class 7b — 読む, قراءة, 😀',
    join_code: null,
    typed_names: 0 as const,
    rehearsal: 1 as const,
    created_at: 1_795_000_000_123,
    ended_at: null
  });

  test('gives back what was written: texts in any script, times as numbers, nothing as null', async () => {
    const { db } = await open();
    await db.insertInto('class').values(klass('a')).execute();
    expect(await db.selectFrom('class').selectAll().execute()).toMatchObject([klass('a')]);
  });

  test('is a fresh one each time a test opens it', async () => {
    const [one, two] = [await open(), await open()];
    await one.db.insertInto('class').values(klass('a')).execute();
    expect(await two.db.selectFrom('class').selectAll().execute()).toEqual([]);
  });

  test('refuses a row that refers to nothing, and erases what belongs to a class with it', async () => {
    const { db } = await open();
    const line = { id: 'x', class_id: 'a', at: 1, actor: 'system', what: 'erased', detail: '' };
    await expect(db.insertInto('audit').values(line).execute()).rejects.toThrow(/foreign key/i);
    await db.insertInto('class').values(klass('a')).execute();
    await db.insertInto('audit').values(line).execute();
    await db.deleteFrom('class').where('id', '=', 'a').execute();
    expect(await db.selectFrom('audit').selectAll().execute()).toEqual([]);
  });

  test('keeps transactions apart that run at once: one that fails takes nothing of the others along', async () => {
    const { db } = await open();
    const write = (name: string, fails: boolean) =>
      db.transaction().execute(async (trx) => {
        for (let i = 0; i < 5; i++)
          await trx
            .insertInto('setting')
            .values({ name: `${name}${i}`, value: name })
            .execute();
        if (fails) throw new Error('no');
      });
    const names = [...'abcdefgh'];
    await Promise.allSettled(names.map((name, i) => write(name, i % 2 === 1)));
    const rows = await db.selectFrom('setting').select('value').groupBy('value').orderBy('value').execute();
    expect(rows.map(({ value }) => value)).toEqual(['a', 'c', 'e', 'g']);
    expect(await db.selectFrom('setting').select('name').execute()).toHaveLength(20);
  });

  test('counts up one by one, however many do so at once', async () => {
    const { db } = await open();
    await db
      .insertInto('class')
      .values({ ...klass('a'), created_at: 0 })
      .execute();
    const add = () =>
      db
        .updateTable('class')
        .set((eb) => ({ created_at: eb('created_at', '+', 1) }))
        .execute();
    await Promise.all(Array.from({ length: 50 }, add));
    expect(await db.selectFrom('class').select('created_at').execute()).toEqual([{ created_at: 50 }]);
  });

  test('holds any JSON text that JavaScript writes, and refuses other text that one engine could not hold', async () => {
    const { db } = await open();
    const json = JSON.stringify({ odd: 'nul \0, half \ud800, whole \u{1f600}, \u2028\ufffe\ufeff' });
    await db.insertInto('setting').values({ name: 'json', value: json }).execute();
    expect(await db.selectFrom('setting').select('value').execute()).toEqual([{ value: json }]);
    for (const value of ['nul \0', 'half \ud800', '\udc00'])
      await expect(db.insertInto('setting').values({ name: 'x', value }).execute()).rejects.toMatchObject({
        name: 'Trouble',
        kind: 'unfit'
      });
    await expect(
      db.selectFrom('setting').selectAll().where('name', '=', '\0').execute()
    ).rejects.toMatchObject({ kind: 'unfit' });
  });
});

describe('a transaction that asks an embedded store besides itself', () => {
  afterEach(() => vi.useRealTimers());

  test('is refused in the end, and keeps nobody else from it', async () => {
    const store = await openStore({ memory: true });
    const row = (name: string) => store.db.insertInto('setting').values({ name, value: '' });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const knot = store.db.transaction().execute(async (trx) => {
      await trx.insertInto('setting').values({ name: 'inside', value: '' }).execute();
      const asked = row('besides').execute();
      vi.advanceTimersByTime(60_000);
      await asked;
    });
    await expect(knot).rejects.toMatchObject({ name: 'Trouble', kind: 'busy' });
    await row('after').execute();
    expect(await store.db.selectFrom('setting').select('name').execute()).toEqual([{ name: 'after' }]);
    await store.close();
  });
});

describeOnEachPlace('a place', (place) => {
  test('is changed from beside the one who uses it', async () => {
    const here = await place();
    const [owner, guest] = [await openStore(here), await openBeside(here, 'guest')];
    await guest.db.insertInto('setting').values({ name: 'a', value: 'guest' }).execute();
    await owner.db.updateTable('setting').set({ value: 'owner' }).execute();
    expect(await guest.db.selectFrom('setting').select('value').execute()).toEqual([{ value: 'owner' }]);
    await guest.close();
    await owner.close();
  });

  test('has after reopening what was in it, and is opened twice without change', async () => {
    const here = await place();
    const row = { name: 'a', value: 'b' };
    const before = await openStore(here);
    await before.db.insertInto('setting').values(row).execute();
    await before.close();
    for (let i = 0; i < 2; i++) {
      const store = await openStore(here);
      expect(await store.db.selectFrom('setting').selectAll().execute()).toEqual([row]);
      await store.close();
    }
  });
});

/** A process that opens the store of a place and keeps it; resolves when it has said so, or why it could not. */
async function another(place: Place) {
  const code = `
    import { openBeside, openStore } from ${JSON.stringify(join(import.meta.dirname, 'store.ts'))};
    try { await openStore(${JSON.stringify(place)}); console.log('open'); setInterval(() => {}, 1000); }
    catch (error) { console.log(error.message); }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit']
  });
  child.stdout.setEncoding('utf8');
  const [said] = (await once(child.stdout, 'data')) as [string];
  return {
    said: said.trim(),
    pid: child.pid,
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
  };
}

describeOnEachPlace('a place in use', (place, engine) => {
  test('is shared where the engine can, and otherwise refused with who has it and what to do', async () => {
    const here = await place();
    const holder = await another(here);
    expect(holder.said).toBe('open');
    const second = openStore(here);
    if (engine === 'postgres') await (await second).close();
    else {
      await expect(second).rejects.toThrow(`is in use by process ${holder.pid} on `);
      await expect(second).rejects.toThrow('DATA_DIR');
    }
    await holder.kill();
  });

  test('is open to the next one after it was closed, and after its holder was killed', async () => {
    const here = await place();
    await (await openStore(here)).close();
    const holder = await another(here);
    expect(holder.said).toBe('open');
    await holder.kill();
    const store = await openStore(here);
    if (engine === 'sqlite') expect((await another(here)).said).toContain(`process ${process.pid} on `);
    await store.close();
  });
});

describe('a place that does not open says why', () => {
  const nowhere = 'postgres://me:secret@127.0.0.1:1/words';

  test('a PostgreSQL server that does not answer, without its password', async () => {
    const opening = openStore({ databaseUrl: nowhere });
    await expect(opening).rejects.toMatchObject({ name: 'CannotOpen' });
    await expect(opening).rejects.toThrow(
      'postgres://me@127.0.0.1:1/words) cannot be opened: connect ECONNREFUSED'
    );
    await expect(opening).rejects.not.toThrow('secret');
  });

  test('an address that is none', async () => {
    await expect(openStore({ databaseUrl: 'localhost' })).rejects.toThrow(
      'DATABASE_URL has to be an address'
    );
  });

  test('a file that is no database, and leaves it alone', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'whose-words-'));
    const letter = 'a letter to nobody, longer than a header '.repeat(40);
    const file = join(dataDir, FILE);
    writeFileSync(file, letter);
    await expect(openStore({ dataDir })).rejects.toThrow(`${file} cannot be opened: file is not a database`);
    expect(readFileSync(file, 'utf8')).toBe(letter);
    rmSync(dataDir, { recursive: true });
  });

  test('a folder that cannot be made', async () => {
    const dataDir = join(import.meta.filename, 'data');
    await expect(openStore({ dataDir })).rejects.toThrow(`${join(dataDir, FILE)} cannot be opened: ENOTDIR`);
  });
});

describeOnEachEngine('many questions in a row', (open) => {
  test('leave the server time for everything else', async () => {
    const { db } = await open();
    let turns = 0;
    const others = setInterval(() => turns++, 1);
    for (let i = 0; turns < 5 && i < 100_000; i++) await db.selectFrom('setting').selectAll().execute();
    clearInterval(others);
    expect(turns).toBe(5);
  });
});
