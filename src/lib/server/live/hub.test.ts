import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import type { DeskView } from '../../classroom/live/views.ts';
import { registry } from '../../exercises/registry.ts';
import { LocalBus } from './bus.ts';
import { sayDone } from './done.ts';
import { FORGOTTEN } from './ending.ts';
import { clicks, found, liveClass, saves, saving, T } from './fixture.ts';
import { TEACHER } from '../results-fixture.ts';
import { begun, Device, settled } from './hub-fixture.ts';
import { BEAT, Hub } from './hub.ts';
import { LiveRoom, PACE, TABS } from './room.ts';
import { speaker } from './speaker.ts';

vi.mock('./speaker.ts', { spy: true });

test('a device hears at once how it stands, and at once what is new after a while of nothing', async () => {
  const { learner, desk, wall, click, clock, part } = await begun(2);
  const [one, board, teacher] = [await learner(0), await wall(), await desk()];
  await clock.go(1000);
  expect(one.view?.common).toMatchObject({ at: -1, here: 1 });
  await click({ do: 'go', to: 0 });
  for (const each of [one, board, teacher]) {
    expect(each.view?.common).toMatchObject({ at: 0 });
    expect(each.heard.at(-1)?.at).toBe(clock.now());
  }
  await click({ do: 'open', part, minutes: null });
  expect(one.view?.common.steps[0]).toMatchObject({ phase: 'waiting' });
  await clock.go(PACE);
  expect(one.view?.common.steps[0]).toMatchObject({ phase: 'open' });
});

test('views come at most four a second, whatever happens, and the last one always comes', async () => {
  const { learner, click, clock, save, part, desk } = await begun(8);
  await click({ do: 'go', to: 0 }, { do: 'open', part, minutes: null });
  const [one, teacher] = [await learner(0), await desk()];
  for (let n = 1; n < 8; n++) {
    await learner(n);
    await click({ do: 'names', shown: n % 2 === 0 });
    await save(n);
    await clock.go(70);
  }
  await clock.go(2 * PACE);
  for (const device of [one, teacher]) {
    const times = device.of('view').map(({ at }) => at);
    for (const from of times)
      expect(times.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(4);
    expect(device.view?.common).toMatchObject({ here: 8 });
  }
  expect(teacher.view?.common).toMatchObject({ saves: 7 });
  expect(teacher.view).toMatchObject({ shownNames: false, answering: { begun: 7, done: 0 } });
});

test('a device that reads nothing holds no more than the latest of each, and gets that', async () => {
  const { db, at, bus, clock, learner, save, click, part } = await begun(2);
  await learner(0);
  await click({ do: 'go', to: 0 }, { do: 'open', part, minutes: null });
  const hub = new Hub(db, bus, clock);
  const reader = (await hub.desk(await found(db, at), TEACHER)).getReader();
  for (let n = 0; n < 40; n++) {
    await save(0, { end: n % 2 === 0 ? 4 : 40, base: n });
    await clock.go(PACE);
  }
  await clock.go(10 * BEAT);
  const texts: string[] = [];
  const decoder = new TextDecoder();
  hub.close();
  for (let next = await reader.read(); !next.done; next = await reader.read())
    texts.push(decoder.decode(next.value));
  // What had its place before it fell behind, and the latest of view, board and beat.
  expect(texts).toHaveLength(4);
  expect(texts.filter((text) => text.startsWith('event: view')).at(-1)).toContain('"saves":40');
  expect(texts.find((text) => text.startsWith('event: board'))).toContain('"saves":40');
  expect(texts.find((text) => text.startsWith('event: beat'))).toContain(
    String(clock.now() - ((clock.now() - T) % BEAT))
  );
});

test('what others save wakes no learner’s device, and what they save themselves does, on each of theirs', async () => {
  const { learner, desk, click, save, clock, part } = await begun(3);
  const [one, again, teacher] = [await learner(0), await learner(0), await desk()];
  await learner(1);
  await learner(2);
  await click({ do: 'go', to: 0 }, { do: 'open', part, minutes: null });
  await clock.go(1000);
  const heard = one.of('view').length;
  for (let n = 0; n < 5; n++) {
    await save(1 + (n % 2), { base: Math.floor(n / 2), end: 4 + n });
    await clock.go(1000);
  }
  expect(one.of('view')).toHaveLength(heard);
  expect(teacher.view).toMatchObject({ common: { saves: 5 }, answering: { begun: 2 } });
  await save(0);
  await clock.go(1000);
  for (const each of [one, again])
    expect(each.view).toMatchObject({ common: { saves: 1 }, own: { saves: 1 } });
  // With the next click, the view still has a stamp that is later.
  await click({ do: 'close', part });
  await clock.go(1000);
  expect(one.view?.common).toMatchObject({ saves: 1, steps: [{ phase: 'closed' }, {}] });
});

test('of a sixth tab of one device the first is told that it goes, and no other, nor any other device', async () => {
  const { learner, clock } = await begun(2);
  const other = await learner(1);
  const tabs: Awaited<ReturnType<typeof learner>>[] = [];
  for (let n = 0; n < TABS; n++) tabs.push(await learner(0));
  await clock.go(1000);
  expect(tabs.map(({ over }) => over)).toEqual(tabs.map(() => false));
  const sixth = await learner(0);
  await clock.go(5000);
  expect(tabs[0]).toMatchObject({ refused: 'elsewhere', over: true });
  for (const each of [other, sixth, ...tabs.slice(1)]) expect(each.over).toBe(false);
  // A tab that was closed leaves its place.
  await tabs[1]!.drop();
  await learner(0);
  await clock.go(5000);
  for (const each of [other, sixth, ...tabs.slice(2)]) expect(each.over).toBe(false);
  expect(other.view?.common).toMatchObject({ here: 2 });
});

test('a class that comes all at once hears what was made for the one before', async () => {
  const { db, at, clock, learner, click } = await begun(3);
  for (const n of [0, 1, 2]) await learner(n);
  await clock.go(1000);
  const room = new LiveRoom(db, at.live, clock, () => {});
  await room.open();
  const made = vi.mocked(speaker);
  const come = (n: number) =>
    new Device(
      room.listen({ is: 'learner', learner: at.pupils[n]!.id, tokenHash: `${n}` }, () => {}),
      clock
    );
  const first = come(0);
  const { length } = made.mock.calls;
  const all = [first, come(1), come(2)];
  expect(made).toHaveBeenCalledTimes(length);
  await settled();
  for (const each of all) expect(each.view?.common).toMatchObject({ here: 3, now: clock.now() });
  // What has changed since is told to who comes then.
  await click({ do: 'go', to: 0 });
  room.changed();
  await clock.go(PACE);
  const late = come(0);
  await settled();
  expect(late.view?.common).toMatchObject({ at: 0 });
  room.close();
});

test('a board that is as it was is told to nobody again: not for a second answer where only the first are shown, nor for a save that changes nothing', async () => {
  const { learner, wall, desk, click, save, clock, part } = await begun(3);
  const [one, board, teacher] = [await learner(0), await wall(), await desk()];
  await learner(1);
  await click({ do: 'go', to: 0 }, { do: 'open', part, minutes: null });
  await save(0);
  await save(1, { end: 40 });
  await click({ do: 'close', part }, { do: 'show', part }, { do: 'again', part, minutes: null });
  await clock.go(1000);
  const boards = () => [one, board, teacher].map((each) => each.of('board').length);
  const before = boards();
  for (let base = 0; base < 5; base++) {
    await save(0, { round: 2, end: base % 2 === 0 ? 40 : 4, base });
    await clock.go(1000);
  }
  expect(boards().map((now, i) => now - before[i]!)).toEqual([0, 0, 5]);
  await save(0, { round: 2, end: 40, base: 5 });
  await clock.go(1000);
  expect(boards().map((now, i) => now - before[i]!)).toEqual([0, 0, 5]);
  expect(teacher.view?.common).toMatchObject({ saves: 8 });
});

test('a class is counted once for all who see the same, and only the round that an answer is of', async () => {
  const { learner, wall, desk, click, save, clock, part } = await begun(2);
  const count = vi.spyOn(await registry.attribution.classroom(), 'count');
  await learner(0);
  await learner(1);
  await wall();
  await desk();
  await click({ do: 'go', to: 0 }, { do: 'open', part, minutes: null });
  await save(0);
  await save(1);
  await click({ do: 'close', part });
  await clock.go(1000);
  const counted = () => count.mock.calls.splice(0).map(([, answers]) => answers.length);
  counted();
  await click({ do: 'show', part });
  await clock.go(1000);
  expect(counted()).toEqual([]);
  await click({ do: 'again', part, minutes: null });
  await clock.go(1000);
  counted();
  await save(0, { round: 2, end: 40 });
  await clock.go(1000);
  expect(counted()).toHaveLength(1);
  await click({ do: 'close', part }, { do: 'reveal', part });
  await clock.go(1000);
  expect(counted()).toEqual([]);
  count.mockRestore();
});

test('who came from a server that was further hears of a board again, though it is as it was here', async () => {
  const { db, at, clock, learner, click, save, part } = await begun(1);
  await learner(0);
  await click({ do: 'go', to: 0 }, { do: 'open', part, minutes: null });
  const behind = new LocalBus();
  const hub = new Hub(db, behind, clock);
  const desk = async () => hub.desk(await found(db, at), TEACHER);
  const first = new Device(await desk(), clock);
  await save(0);
  behind.tell({ live: at.live, answers: await ids() });
  await clock.go(1000);
  // Elsewhere it was seen in between, by who comes here now.
  await save(0, { end: 40, base: 1 });
  const comes = new Device(await desk(), clock);
  await clock.go(1000);
  comes.board = { ...first.board!, saves: 2, first: { ...first.board!.first, of: 9 } };
  await save(0, { base: 2 });
  behind.tell({ live: at.live, answers: await ids() });
  await clock.go(1000);
  expect(comes.board).toEqual({ ...first.board, saves: 3 });
  hub.close();

  async function ids() {
    return (await db.selectFrom('answer').select('id').execute()).map(({ id }) => id);
  }
});

test('a beat comes every four seconds', async () => {
  const { wall, clock } = await begun(0);
  const device = await wall();
  await clock.go(3 * BEAT);
  expect(device.of('beat').map(({ data }) => data)).toEqual(
    [1, 2, 3].map((n) => clock.now() - (3 - n) * BEAT)
  );
});

test('with the end everybody is told, and the streams end', async () => {
  const { learner, desk, wall, click, clock } = await begun(2);
  const all = [await learner(0), await desk(), await wall()];
  await clock.go(1000);
  await click({ do: 'end' });
  for (const each of all) {
    expect(each).toMatchObject({ refused: 'ended', over: true });
    expect(each.view?.common.endedAt).not.toBeNull();
  }
  expect(await learner(0)).toMatchObject({ refused: 'ended', view: { common: { here: 1 } } });
  expect(await learner(1)).toMatchObject({ refused: 'ended', view: null });
});

test('a hub that is made anew goes on where the last one was', async () => {
  const { learner, desk, click, save, clock, part, restart } = await begun(2);
  const before = [await learner(0), await desk()];
  await click({ do: 'go', to: 0 }, { do: 'open', part, minutes: null });
  await save(0);
  await clock.go(1000);
  restart();
  await settled();
  expect(before.map(({ over }) => over)).toEqual([true, true]);
  const after = [await learner(0), await desk()];
  await clock.go(1000);
  after.forEach(({ view }, i) => {
    const { now, ...common } = before[i]!.view!.common;
    expect(now).toBeLessThanOrEqual(clock.now());
    expect(view!.common).toMatchObject(common);
  });
  await click({ do: 'close', part });
  expect(after[0]!.view?.common).toMatchObject({ saves: 1, steps: [{ phase: 'closed' }, {}] });
  expect(after[1]!.board).toMatchObject({ first: { of: 1 } });
});

test('a step whose time is over is closed on every device, though nobody clicks', async () => {
  const { learner, click, clock, part } = await begun(1);
  const one = await learner(0);
  await click({ do: 'go', to: 0 }, { do: 'open', part, minutes: 2 });
  await clock.go(119_000);
  expect(one.view?.common.steps[0]).toMatchObject({ phase: 'open' });
  await clock.go(1000 + PACE);
  expect(one.view?.common.steps[0]).toMatchObject({ phase: 'closed' });
});

test('who has no device on the line any more is not here for the instructor, and loading a page again is no absence', async () => {
  const { learner, desk, clock } = await begun(1);
  const [one, teacher] = [await learner(0), await desk()];
  const online = () => (teacher.view as DeskView).seats.map((seat) => seat.online);
  await clock.go(60_000);
  expect(online()).toEqual([true]);
  expect(teacher.view).toMatchObject({ away: 0 });
  const heard = teacher.heard.length;
  await one.drop();
  await clock.go(500);
  const again = await learner(0);
  await clock.go(5000);
  expect(online()).toEqual([true]);
  expect(
    teacher.heard
      .slice(heard)
      .flatMap(({ event, data }) => (event === 'view' ? (data as DeskView).seats : []))
  ).not.toContainEqual(expect.objectContaining({ online: false }));
  await again.drop();
  await clock.go(5000);
  expect(online()).toEqual([false]);
  expect(teacher.view).toMatchObject({ away: 1 });
});

test('who went is off the line two seconds later, whoever went before', async () => {
  const { learner, desk, clock } = await begun(2);
  const [one, other, teacher] = [await learner(0), await learner(1), await desk()];
  const away = () => (teacher.view as DeskView).away;
  await one.drop();
  await clock.go(1900);
  await other.drop();
  await clock.go(1000);
  expect(away()).toBe(1);
  await clock.go(2000);
  expect(away()).toBe(2);
});

test('who goes from one server to another stays on the line, and who has a device on both', async () => {
  const { db, at, bus, clock, learner, desk } = await begun(2);
  const other = new Hub(db, bus, clock);
  const there = async (n: number) => {
    const { id, sender } = at.pupils[n]!;
    return new Device(await other.learner(await found(db, at), id, sender.tokenHash), clock);
  };
  const teacher = await desk();
  const [moves, both] = [await learner(0), await learner(1)];
  await there(1);
  await clock.go(1000);
  await moves.drop();
  await clock.go(500);
  await there(0);
  await both.drop();
  const heard = teacher.heard.length;
  await clock.go(5000);
  expect(teacher.view).toMatchObject({ away: 0 });
  const seats = await db.selectFrom('live_seat').select('seen_at').execute();
  for (const { seen_at } of seats) expect(seen_at).not.toBeNull();
  // Not for a moment is who moved said to be away.
  const told = teacher.heard.slice(heard).flatMap(({ event, data }) => (event === 'view' ? [data] : []));
  const mover = (told as DeskView[]).flatMap(({ seats }) =>
    seats.filter(({ learner }) => learner === at.pupils[0]!.id)
  );
  expect(mover.length).toBeGreaterThan(0);
  for (const { online } of mover) expect(online).toBe(true);
  other.close();
});

test('who may not listen any more is off the line within a quarter of a minute', async () => {
  const { db, at, learner, desk, wall, clock } = await begun(2);
  const [one, stays, teacher, board] = [await learner(0), await learner(1), await desk(), await wall()];
  await db.deleteFrom('learner_session').where('learner_id', '=', at.pupils[0]!.id).execute();
  await clock.go(15_000 + PACE);
  expect(one).toMatchObject({ refused: 'signed-out', over: true });
  for (const each of [stays, teacher, board]) expect(each.refused).toBeNull();
  await db.deleteFrom('teaching').where('user_id', '=', TEACHER).execute();
  await clock.go(15_000 + PACE);
  for (const each of [teacher, board]) expect(each).toMatchObject({ refused: 'signed-out', over: true });
  expect(stays.refused).toBeNull();
});

test('an instructor who has signed out everywhere hears nothing more', async () => {
  const { db, desk, clock } = await begun(0);
  const teacher = await desk();
  await db.deleteFrom('session').where('user_id', '=', TEACHER).execute();
  await clock.go(15_000 + PACE);
  expect(teacher.refused).toBe('signed-out');
});

test('a session that was erased, or forgotten, ends on every line', async () => {
  const { db, at, learner, desk, clock } = await begun(1);
  const [one, teacher] = [await learner(0), await desk()];
  await one.drop();
  await clock.go(5000);
  const before = T - FORGOTTEN;
  await db.updateTable('live').set({ created_at: before }).execute();
  await db.updateTable('live_seat').set({ joined_at: before }).execute();
  await clock.go(15_000 + PACE);
  expect(teacher).toMatchObject({ refused: 'ended', over: true });
  const other = await liveClass(db, 1);
  const hub = new Hub(db, new LocalBus(), clock);
  const { id, sender } = other.pupils[0]!;
  const device = new Device(await hub.learner(await found(db, other), id, sender.tokenHash), clock);
  await db.deleteFrom('class').where('id', '=', other.classId).execute();
  await clock.go(15_000 + PACE);
  expect(device).toMatchObject({ refused: 'ended', over: true });
  expect((await found(db, at)).state.endedAt).not.toBeNull();
  hub.close();
});

test('news that were lost are found within a quarter of a minute', async () => {
  const { db, at, learner, desk, click, clock, part } = await begun(1);
  const [one, teacher] = [await learner(0), await desk()];
  await click({ do: 'go', to: 0 }, { do: 'open', part, minutes: null });
  const nobody = new LocalBus();
  await saves(db, nobody, at, at.pupils[0]!);
  await clicks(db, nobody, at, { do: 'names', shown: true });
  await clock.go(15_000 + PACE);
  expect(one.view).toMatchObject({ own: { saves: 1 } });
  expect(teacher.view).toMatchObject({ shownNames: true, answering: { begun: 1 } });
  expect(teacher.board).toMatchObject({ first: { of: 1 } });
  const { work, version } = await saving(db, at, at.pupils[0]!);
  const { sender } = at.pupils[0]!;
  await sayDone(db, nobody, sender, { work, part, version, done: true, revision: 1 }, clock.now());
  await clock.go(15_000 + PACE);
  expect(teacher.view).toMatchObject({ answering: { begun: 1, done: 1 } });
});

test('a room opens, and who may not listen is off the line, though the code of the class cannot be kept', async () => {
  const { db, at, learner, clock } = await begun(1);
  await db
    .updateTable('class')
    .set({ join_code: 'K', join_code_expires_at: T + 1 })
    .execute();
  await sql`CREATE TRIGGER full BEFORE UPDATE ON class BEGIN SELECT RAISE(FAIL, 'full'); END`.execute(db);
  const one = await learner(0);
  expect(one.view).not.toBeNull();
  await db.deleteFrom('learner_session').where('learner_id', '=', at.pupils[0]!.id).execute();
  await clock.go(15_000 + PACE);
  expect(one.refused).toBe('signed-out');
});

test('however often it is said that somebody may have gone, a room is looked at once, and once more', async () => {
  const { db, at, bus, learner } = await begun(1);
  const one = await learner(0);
  const look = vi.spyOn(LiveRoom.prototype, 'look');
  for (let n = 0; n < 5; n++) bus.tell({ live: at.live, who: true });
  await settled();
  expect(look).toHaveBeenCalledTimes(2);
  // Who goes after that is seen to have gone.
  await db.deleteFrom('learner_session').where('learner_id', '=', at.pupils[0]!.id).execute();
  bus.tell({ live: at.live, who: true });
  await settled();
  expect(one.refused).toBe('signed-out');
  look.mockRestore();
});
