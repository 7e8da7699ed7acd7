import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { account, fullClass } from '../class-fixture.ts';
import { eraseClass, eraseLearner } from '../erasure.ts';
import { openBeside, openStore, type Store } from './store.ts';

const now = Date.UTC(2027, 0, 11, 9);
let dataDir: string;
let store: Store;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'whose-words-'));
  store = await openStore({ dataDir });
});
afterEach(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

/** The files of the embedded database that hold these bytes. */
const holding = (text: string) =>
  readdirSync(dataDir).filter((name) => readFileSync(join(dataDir, name)).includes(text));

async function aClass() {
  const teacher = await account(store.db, 'ada', now);
  const learners = ['Quiet Maple', 'Calm Lake'];
  const { by, classId } = await fullClass(store.db, { name: 'Class Lantern', teacher, learners, now });
  const ids = await store.db.selectFrom('learner').select(['id', 'name']).execute();
  return { by, classId, quiet: ids.find(({ name }) => name === 'Quiet Maple')!.id };
}

test('a learner who is erased leaves no bytes in the files of the embedded database', async () => {
  const { by, quiet } = await aClass();
  expect(holding('Quiet Maple')).not.toEqual([]);
  await eraseLearner(store.db, quiet, by);
  expect([holding('Quiet Maple'), holding(quiet)]).toEqual([[], []]);
  expect(holding('Calm Lake')).not.toEqual([]);
});

test('nor does a class', async () => {
  const { classId } = await aClass();
  expect(holding('Class Lantern')).not.toEqual([]);
  await eraseClass(store.db, classId);
  expect([holding('Class Lantern'), holding('Calm Lake'), holding(classId)]).toEqual([[], [], []]);
});

test('what is erased while somebody reads from before is erased, and its bytes go at the next time', async () => {
  const { by, classId, quiet } = await aClass();
  const reader = await openBeside({ dataDir }, 'reader');
  const reading = await reader.db.startTransaction().execute();
  expect(await reading.selectFrom('learner').select('id').execute()).toHaveLength(2);
  await eraseLearner(store.db, quiet, by);
  expect(await store.db.selectFrom('learner').select('id').execute()).toHaveLength(1);
  await reading.commit().execute();
  await reader.close();
  await eraseClass(store.db, classId);
  expect(holding('Quiet Maple')).toEqual([]);
});
