import { expect, test } from 'vitest';
import type { Click } from '../../classroom/live/clicks.ts';
import type { SaveOutcome } from '../../classroom/saving.ts';
import { describeOnEachEngine } from '../db/testing.ts';
import { newId } from '../ids.ts';
import { LocalBus, type Heard } from './bus.ts';
import { sayDone } from './done.ts';
import { clicks, found, liveClass, marked, saves, saving, T, type Pupil } from './fixture.ts';
import { saveLive } from './saving.ts';
import { takeSeat } from './seats.ts';
import { liveWork } from './works.ts';

describeOnEachEngine('an answer in a live session', (open) => {
  async function begun(...done: ((part: string) => Click)[]) {
    const { db } = await open();
    const at = await liveClass(db, 2);
    const [one, other] = at.pupils as [Pupil, Pupil];
    const part = at.parts[0]!;
    for (const { id } of at.pupils) await takeSeat(db, await found(db, at), id, T);
    const bus = new LocalBus();
    const heard: Heard[] = [];
    bus.hear((news) => heard.push(news));
    const click = (...all: Click[]) => clicks(db, bus, at, ...all);
    await click({ do: 'go', to: 0 }, ...done.map((make) => make(part)));
    heard.length = 0;
    const stored = () => db.selectFrom('answer').selectAll().orderBy('saved_at').execute();
    return { db, at, one, other, part, bus, heard, click, stored };
  }
  const openIt = (part: string): Click => ({ do: 'open', part, minutes: null });
  const close = (part: string): Click => ({ do: 'close', part });
  const refused = (outcome: SaveOutcome) => (outcome.is === 'refused' ? outcome.why : outcome.is);

  test('is saved once however often it is delivered, and told once', async () => {
    const { db, at, one, bus, heard, stored } = await begun(openIt);
    const save = await saving(db, at, one);
    const both = await Promise.all([1, 2].map((n) => saveLive(db, bus, one.sender, save, T + n)));
    expect(both[0]).toMatchObject({ is: 'saved', revision: 1 });
    expect(both[1]).toEqual(both[0]);
    expect(await saveLive(db, bus, one.sender, save, T + 9000)).toEqual(both[0]);
    const rows = await stored();
    expect(rows).toHaveLength(1);
    expect(heard).toEqual([{ live: at.live, answers: [rows[0]!.id] }]);
  });

  test('goes over no other that the sender has not seen, and comes back with that one', async () => {
    const { db, at, one, bus } = await begun(openIt);
    await saves(db, bus, at, one, { end: 4 });
    expect(await saves(db, bus, at, one, { end: 9 })).toMatchObject({ is: 'conflict', revision: 1 });
    expect(await saves(db, bus, at, one, { end: 9, base: 1 })).toMatchObject({ is: 'saved', revision: 2 });
  });

  test('is taken in its round alone, and until anything is shown, though it comes late', async () => {
    const { db, at, one, bus, click, part, stored } = await begun();
    const round = async (n: 1 | 2, base: number) =>
      refused(await saves(db, bus, at, one, { round: n, base, end: 1 + base }));
    const taken: string[][] = [];
    let [first, second] = [0, 0];
    const steps: Click[][] = [
      [],
      [openIt(part)],
      [close(part)],
      [{ do: 'show', part }],
      [{ do: 'again', part, minutes: null }],
      [close(part)],
      [{ do: 'reveal', part }]
    ];
    for (const each of steps) {
      await click(...each);
      taken.push([await round(1, first), await round(2, second)]);
      if (taken.at(-1)![0] === 'saved') first++;
      if (taken.at(-1)![1] === 'saved') second++;
    }
    expect(taken).toEqual([
      ['gone-on', 'gone-on'],
      ['saved', 'gone-on'],
      ['saved', 'gone-on'],
      ['gone-on', 'gone-on'],
      ['gone-on', 'saved'],
      ['gone-on', 'saved'],
      ['gone-on', 'gone-on']
    ]);
    expect((await stored()).map(({ revision }) => revision)).toEqual([2, 2]);
  });

  test('of the first round is taken while the class answers again without having seen anything', async () => {
    const { db, at, one, other, bus } = await begun(openIt, close, (part) => ({
      ...{ do: 'again', part, minutes: null }
    }));
    expect(refused(await saves(db, bus, at, one))).toBe('saved');
    expect(refused(await saves(db, bus, at, other, { round: 2 }))).toBe('saved');
  });

  test('is taken of nobody who was taken out, for a moment after the end, and of no class that has ended', async () => {
    const { db, at, one, other, bus, click } = await begun(openIt);
    await click({ do: 'out', learner: one.id });
    expect(refused(await saves(db, bus, at, one))).toBe('out');
    await click({ do: 'in', learner: one.id });
    expect(refused(await saves(db, bus, at, one))).toBe('saved');
    await db.updateTable('class').set({ ended_at: T }).where('id', '=', at.classId).execute();
    expect(refused(await saves(db, bus, at, other))).toBe('ended');
    await db.updateTable('class').set({ ended_at: null }).where('id', '=', at.classId).execute();
    expect(refused(await saves(db, bus, at, other))).toBe('saved');
    await click({ do: 'end' });
    expect(refused(await saves(db, bus, at, other, { base: 1, end: 5 }))).toBe('saved');
    const late = await saving(db, at, other, { base: 2 });
    expect(refused(await saveLive(db, bus, other.sender, late, T + 10_000))).toBe('session-over');
  });

  test('finds no place for another learner, in another session, under another version, or signed out', async () => {
    const { db, at, one, other, bus, stored } = await begun(openIt);
    const elsewhere = await liveClass(db, 1);
    const save = await saving(db, at, one);
    const send = async (sender: Pupil['sender'], change: Partial<typeof save> = {}) =>
      refused(await saveLive(db, bus, sender, { ...save, ...change }, T));
    expect(await send(other.sender)).toBe('unknown');
    expect(await send(elsewhere.pupils[0]!.sender)).toBe('unknown');
    expect(await send({ ...one.sender, liveId: elsewhere.live })).toBe('unknown');
    expect(await send({ ...one.sender, tokenHash: 'x' })).toBe('signed-out');
    const second = (await found(db, at)).parts[1]!;
    expect(await send(one.sender, { version: second.version! })).toBe('unknown');
    expect(await send(one.sender, { part: elsewhere.parts[0]! })).toBe('unknown');
    expect(await send(one.sender, { answer: { mode: 'mark', marks: 7 } })).toBe('unfit');
    expect(await stored()).toEqual([]);
  });

  test('may be done and taken back; who goes on with it is not done', async () => {
    const { db, at, one, bus, stored, heard } = await begun(openIt);
    const save = await saving(db, at, one);
    const which = { work: save.work, part: save.part, version: save.version };
    const say = (done: boolean, revision = 1) =>
      sayDone(db, bus, one.sender, { ...which, done, revision }, T + 5);
    const checked = async () => (await stored()).map(({ checked_at }) => checked_at);
    expect(await say(true, 0)).toEqual({ is: 'refused', why: 'unknown' });
    await saveLive(db, bus, one.sender, save, T);
    for (const done of [true, false]) {
      expect(await say(done)).toEqual({ is: 'done', done });
      expect(await say(done)).toEqual({ is: 'done', done });
      expect(await checked()).toEqual([done ? T + 5 : null]);
    }
    expect(heard).toHaveLength(3);
    await say(true);
    const next = { ...save, base: 1, delivery: newId(), answer: await marked(db, at, 9) };
    expect(await saveLive(db, bus, one.sender, next, T)).toMatchObject({ is: 'saved', revision: 2 });
    expect(await checked()).toEqual([null]);
  });

  test('is not done for a device that has not seen what another one saved', async () => {
    const { db, at, one, bus, stored, heard } = await begun(openIt);
    const save = await saving(db, at, one);
    await saveLive(db, bus, one.sender, save, T);
    const next = { ...save, base: 1, delivery: newId(), answer: await marked(db, at, 9) };
    await saveLive(db, bus, one.sender, next, T);
    const which = { work: save.work, part: save.part, version: save.version };
    const say = (done: boolean, revision: number) =>
      sayDone(db, bus, one.sender, { ...which, done, revision }, T + 5);
    const told = heard.length;
    for (const revision of [0, 1]) expect(await say(true, revision)).toEqual({ is: 'newer' });
    expect((await stored()).map(({ checked_at }) => checked_at)).toEqual([null]);
    expect(heard).toHaveLength(told);
    expect(await say(true, 2)).toEqual({ is: 'done', done: true });
    // To take it back, no device need know what it is.
    expect(await say(false, 1)).toEqual({ is: 'done', done: false });
  });

  test('of who changes nothing in the second round, and is done, is the first one again', async () => {
    const { db, at, one, other, part, bus, stored } = await begun(openIt);
    await saves(db, bus, at, one);
    await clicks(db, bus, at, close(part), { do: 'again', part, minutes: null });
    const live = await found(db, at);
    const { version } = live.parts[0]!;
    const say = async ({ id, sender }: Pupil) => {
      const work = await liveWork(db, live, id, 2, T);
      const which = { work: work.id, part, version: version! };
      return sayDone(db, bus, sender, { ...which, done: true, revision: 0 }, T + 7);
    };
    expect((await Promise.all([say(one), say(one)])).map(({ is }) => is)).toEqual(['done', 'done']);
    expect(await say(other)).toEqual({ is: 'refused', why: 'unknown' });
    const rows = await stored();
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatchObject({ answer: rows[0]!.answer, revision: 1, checked_at: T + 7 });
  });

  test('is of one work a round, begun however often its page is loaded', async () => {
    const { db, at, one } = await begun(openIt);
    const live = await found(db, at);
    const works = await Promise.all([1, 2, 1, 1].map((n) => liveWork(db, live, one.id, n as 1 | 2, T)));
    expect(new Set(works.map(({ id }) => id)).size).toBe(2);
    expect(works[0]!.id).toBe(works[2]!.id);
  });

  test('is of who has a seat: taken twice at once it is one, and only a new one is news to others', async () => {
    const { db } = await open();
    const at = await liveClass(db, 1);
    const live = await found(db, at);
    const take = (n: number) => takeSeat(db, live, at.pupils[0]!.id, T + n);
    expect((await Promise.all([1, 2, 3].map(take))).sort()).toEqual(['back', 'back', 'new']);
    expect(await take(4)).toBe('back');
    expect(await db.selectFrom('live_seat').selectAll().execute()).toMatchObject([{ seen_at: T + 4 }]);
    expect((await found(db, at)).version).toBe(live.version + 1);
  });

  test('is of nobody who comes through a door that was shut since the session was read', async () => {
    const { db } = await open();
    const at = await liveClass(db, 1);
    const live = await found(db, at);
    await clicks(db, new LocalBus(), at, { do: 'door', shut: true });
    expect(await takeSeat(db, live, at.pupils[0]!.id, T)).toBe('shut');
    await clicks(db, new LocalBus(), at, { do: 'end' });
    expect(await takeSeat(db, live, at.pupils[0]!.id, T)).toBe('ended');
    expect(await db.selectFrom('live_seat').selectAll().execute()).toEqual([]);
  });
});
