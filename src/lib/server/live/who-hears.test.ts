import { expect, test } from 'vitest';
import { changeClass } from '../classes.ts';
import { eraseClass, eraseLearner } from '../erasure.ts';
import { shownCode } from '../ids.ts';
import { approve, rename } from '../roster.ts';
import { byIn, T } from './fixture.ts';
import { begun } from './hub-fixture.ts';
import { touchLives } from './sessions.ts';

test('what the class gave is on no line but the instructor’s before it is shown, and the second round before that or the key is', async () => {
  const { learner, wall, desk, click, save, clock, part } = await begun(3);
  const [one, board, teacher] = [await learner(0), await wall(), await desk()];
  await learner(1);
  await click({ do: 'go', to: 0 }, { do: 'open', part, minutes: null });
  await save(0);
  await save(1, { end: 9 });
  await clock.go(1000);
  await click({ do: 'close', part });
  await clock.go(1000);
  expect(teacher.board).toMatchObject({ part, first: { of: 2 }, second: null });
  for (const each of [one, board]) expect(each.of('board')).toEqual([]);

  await click({ do: 'show', part });
  await clock.go(1000);
  for (const each of [one, board])
    expect(each.board).toMatchObject({ part, first: { of: 2 }, second: null, kept: null, changed: null });

  await click({ do: 'again', part, minutes: null });
  await save(0, { round: 2, end: 9 });
  await clock.go(1000);
  expect(teacher.board).toMatchObject({ second: { of: 2 }, kept: 1, changed: 1 });
  await save(1, { round: 2, end: 9 });
  await clock.go(1000);
  expect(teacher.board).toMatchObject({ second: { of: 2 }, kept: 0, changed: 1 });
  expect(one.board).toMatchObject({ second: null, changed: null });
  expect((await learner(2)).of('board')).toMatchObject([{ data: { second: null } }]);

  await click({ do: 'close', part }, { do: 'reveal', part });
  await clock.go(1000);
  for (const each of [one, board]) expect(each.board).toMatchObject({ second: { of: 2 }, changed: 1 });
  await click({ do: 'go', to: 1 });
  await clock.go(1000);
  expect((await learner(2)).of('board')).toEqual([]);
});

test('the second round is on every line once it is shown, and on none while the class answers once more after that', async () => {
  const { learner, wall, click, save, clock, part } = await begun(3);
  const [one, board] = [await learner(0), await wall()];
  await learner(1);
  await click({ do: 'go', to: 0 }, { do: 'open', part, minutes: null });
  await save(0);
  await save(1);
  await click({ do: 'close', part }, { do: 'show', part }, { do: 'again', part, minutes: null });
  await save(0, { round: 2, end: 9 });
  await click({ do: 'close', part });
  await clock.go(1000);
  expect(board.board).toMatchObject({ second: null });
  await click({ do: 'show', part });
  await clock.go(1000);
  for (const each of [one, board])
    expect(each.board).toMatchObject({ second: { of: 2 }, kept: 1, changed: 1 });
  expect(board.view).toMatchObject({ answering: { begun: 1, kept: 1 } });

  await click({ do: 'again', part, minutes: null });
  await save(1, { round: 2, end: 9 });
  await clock.go(1000);
  for (const each of [one, board, await learner(2)]) expect(each.board).toMatchObject({ second: null });
});

test('what was never shown is on no line while the class answers again', async () => {
  const { learner, wall, desk, click, save, clock, part } = await begun(3);
  const [one, board, teacher] = [await learner(0), await wall(), await desk()];
  await learner(1);
  await click({ do: 'go', to: 0 }, { do: 'open', part, minutes: null });
  await save(0);
  await save(1, { end: 9 });
  await click({ do: 'close', part }, { do: 'again', part, minutes: null });
  await save(0, { round: 2, end: 9 });
  await clock.go(1000);
  await click({ do: 'close', part });
  await clock.go(1000);
  expect(teacher.board).toMatchObject({ first: { of: 2 } });
  for (const each of [one, board, await learner(2)]) expect(each.of('board')).toEqual([]);
  await click({ do: 'reveal', part });
  await clock.go(1000);
  for (const each of [one, board]) expect(each.board).toMatchObject({ first: { of: 2 } });
});

test('nothing of another learner is on a learner’s line', async () => {
  const { learner, click, save, clock, part, at } = await begun(3);
  const one = await learner(0);
  await learner(1);
  await click({ do: 'go', to: 0 }, { do: 'open', part, minutes: 5 }, { do: 'names', shown: true });
  await click(
    { do: 'longer', part, learner: at.pupils[1]!.id, minutes: 5 },
    { do: 'out', learner: at.pupils[2]!.id }
  );
  await save(1);
  await clock.go(1000);
  const all = JSON.stringify(one.heard);
  for (const { id } of at.pupils) expect(all).not.toContain(id);
  expect(all).not.toContain('pupil');
});

test('wall and instructor hear of another code, and of the door of the class, and learners of neither', async () => {
  const { learner, wall, desk, clock, db, at } = await begun(1);
  await db.updateTable('class').set({ join_code: 'ABCD2345' }).where('id', '=', at.classId).execute();
  const [one, board, teacher] = [await learner(0), await wall(), await desk()];
  const before = board.view!.door;
  expect(before).toEqual({ code: shownCode('ABCD2345'), shut: false });
  await changeClass(db, 'code', byIn(at.classId));
  await changeClass(db, 'shut', byIn(at.classId));
  await clock.go(16_000);
  expect(board.view!.door.shut).toBe(true);
  expect(board.view!.door.code).toMatch(/\w/);
  expect(board.view!.door.code).not.toBe(before.code);
  expect(teacher.view!.door).toEqual(board.view!.door);
  for (const code of [before.code!, board.view!.door.code!])
    expect(JSON.stringify(one.heard)).not.toContain(code);
  await changeClass(db, 'opened', byIn(at.classId));
  await clock.go(16_000);
  expect(board.view!.door.shut).toBe(false);
});

test('a learner who is taken out, or comes to a door that is shut, is told so and listens no more', async () => {
  const { learner, click, clock, at } = await begun(3);
  const one = await learner(0);
  await click({ do: 'door', shut: true });
  await clock.go(1000);
  expect((await learner(1)).refused).toBe('shut');
  // Who was in comes back all the same.
  expect((await learner(0)).refused).toBeNull();
  await click({ do: 'out', learner: at.pupils[0]!.id });
  await clock.go(1000);
  expect(one).toMatchObject({ refused: 'out', over: true });
  expect((await learner(0)).refused).toBe('out');
});

test('where the wall is turned to, or that it shows the way in, is on no line of a learner, and opens nothing', async () => {
  const { learner, wall, desk, click, save, clock, part } = await begun(2);
  const [one, board, teacher] = [await learner(0), await wall(), await desk()];
  await click({ do: 'go', to: 0 }, { do: 'open', part, minutes: null });
  await save(0);
  await clock.go(1000);
  const plain = ({ view }: typeof one) => ({ ...view!, common: { ...view!.common, version: 0, now: 0 } });
  const before = plain(one);
  const place = { source: 'turned-to', start: 0, end: 9 };
  await click({ do: 'turn', part, place });
  await clock.go(1000);
  for (const each of [board, teacher]) expect(each.view).toMatchObject({ turned: place });
  expect(plain(one)).toEqual(before);
  await click({ do: 'way-in', shown: true });
  await clock.go(1000);
  for (const each of [board, teacher]) expect(each.view).toMatchObject({ wayIn: true });
  expect(plain(one)).toEqual(before);
  const late = await learner(1);
  for (const each of [one, late]) {
    expect(JSON.stringify(each.heard)).not.toMatch(/turned|wayIn/);
    expect(each.of('board')).toEqual([]);
  }
  expect(board.of('board')).toEqual([]);
});

test('a class that ends, and one that is taken away, is told on every line at once', async () => {
  for (const take of [
    (db: Parameters<typeof eraseClass>[0], id: string) =>
      changeClass(db, 'ended', { classId: id, by: 'teacher', now: T }),
    eraseClass
  ]) {
    const { db, at, bus, learner, wall, desk, clock } = await begun(1);
    const all = [await learner(0), await wall(), await desk()];
    await take(db, at.classId);
    bus.tell({ live: at.live });
    await clock.go(500);
    for (const each of all) expect(each).toMatchObject({ refused: 'ended', over: true });
  }
});

test('a device that has left the class, and an instructor who teaches it no more, are told as soon as somebody says so', async () => {
  const { db, at, bus, learner, wall, desk, clock } = await begun(2);
  const [one, other, board, teacher] = [await learner(0), await learner(1), await wall(), await desk()];
  await db.deleteFrom('learner_session').where('learner_id', '=', at.pupils[0]!.id).execute();
  bus.tell({ live: at.live, who: true });
  await clock.go(500);
  expect(one).toMatchObject({ refused: 'signed-out', over: true });
  for (const each of [other, board, teacher]) expect(each.refused).toBeNull();
  await db.deleteFrom('teaching').where('class_id', '=', at.classId).execute();
  bus.tell({ live: at.live, who: true });
  await clock.go(500);
  for (const each of [board, teacher]) expect(each).toMatchObject({ refused: 'signed-out', over: true });
  expect(other.refused).toBeNull();
});

test('a learner who is erased is on no line, in no view and in no count any more', async () => {
  const { db, at, bus, learner, desk, click, save, clock, part } = await begun(2);
  const [one, teacher] = [await learner(0), await desk()];
  await learner(1);
  await click({ do: 'go', to: 0 }, { do: 'open', part, minutes: null });
  await save(0);
  await save(1);
  await clock.go(1000);
  await eraseLearner(db, at.pupils[0]!.id, { classId: at.classId, by: 'teacher', now: T });
  bus.tell({ live: at.live });
  await clock.go(1000);
  expect(one).toMatchObject({ refused: 'signed-out', over: true });
  expect(teacher.view).toMatchObject({ seats: [{ name: 'pupil 1' }], answering: { begun: 1 } });
  expect(teacher.board).toMatchObject({ first: { of: 1 } });
});

test('a name is on the wall once it may be seen, and as it is now', async () => {
  const { db, at, bus, learner, wall, click, clock } = await begun(2);
  const board = await wall();
  await db.updateTable('learner').set({ approved_at: null }).where('id', '=', at.pupils[1]!.id).execute();
  await learner(0);
  await learner(1);
  await click({ do: 'names', shown: true });
  await clock.go(1000);
  expect(board.view?.names).toEqual(['pupil 0']);
  const by = { classId: at.classId, by: 'teacher', now: T };
  await approve(db, at.pupils[1]!.id, by);
  await rename(db, at.pupils[0]!.id, 'zealous ox', by);
  for (const live of await touchLives(db, at.classId)) bus.tell({ live });
  await clock.go(1000);
  expect(board.view?.names).toEqual(['pupil 1', 'zealous ox']);
});

test('who takes another exercise is in no count of the step, and nobody sees that they do', async () => {
  const { db, at, bus, learner, desk, wall, click, save, clock } = await begun(2);
  const [teacher, board] = [await desk(), await wall()];
  await learner(0);
  await learner(1);
  const [part] = at.parts;
  await click({ do: 'go', to: 0 }, { do: 'open', part: part!, minutes: null });
  await save(0);
  await save(1);
  // As if the step had a stand-in that the learner takes.
  await db
    .insertInto('opt_out')
    .values({ class_id: at.classId, part_id: part!, learner_id: at.pupils[1]!.id, created_at: T })
    .execute();
  bus.tell({ live: at.live });
  await clock.go(1000);
  expect(teacher.board).toMatchObject({ first: { of: 1 } });
  expect(teacher.view).toMatchObject({ answering: { begun: 2 } });
  expect(JSON.stringify([...teacher.of('view'), ...board.heard])).not.toContain('instead');
});
