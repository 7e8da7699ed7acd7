import { expect, test } from 'vitest';
import type { DeskView, LearnerView, WallView } from '../../classroom/live/views.ts';
import { registry } from '../../exercises/registry.ts';
import { openStore } from '../db/store.ts';
import { LocalBus } from './bus.ts';
import { clicks, Device, found, HandClock, liveClass, saves, settled, T } from './fixture.ts';
import { BEAT, Hub } from './hub.ts';
import { PACE } from './room.ts';

await registry.attribution.classroom();

/** A class in a session, with a hub that listens to it, and time that stands still. */
async function begun(learners: number) {
  const { db } = await openStore({ memory: true });
  const at = await liveClass(db, learners);
  const bus = new LocalBus();
  const clock = new HandClock();
  let hub = new Hub(db, bus, clock);
  const part = at.parts[0]!;
  const device = async <View extends LearnerView | WallView | DeskView>(
    how: (hub: Hub) => Promise<ReadableStream<Uint8Array>>
  ) => {
    const made = new Device<View>(await how(hub), clock);
    await settled();
    return made;
  };
  return {
    ...{ db, at, bus, clock, part },
    learner: async (n: number) => {
      const live = await found(db, at);
      return device<LearnerView>((hub) => hub.learner(live, at.pupils[n]!.id));
    },
    desk: async () => {
      const live = await found(db, at);
      return device<DeskView>((hub) => hub.desk(live));
    },
    wall: async () => {
      const live = await found(db, at);
      return device<WallView>((hub) => hub.wall(live));
    },
    click: async (...all: Parameters<typeof clicks>[3][]) => {
      const outcome = await clicks(db, bus, at, ...all);
      await settled();
      return outcome;
    },
    save: async (n: number, of: Parameters<typeof saves>[4] = {}) => {
      const outcome = await saves(db, bus, at, at.pupils[n]!, of);
      await settled();
      return outcome;
    },
    restart: () => {
      hub.close();
      hub = new Hub(db, bus, clock);
    }
  };
}

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
    expect(device.view?.common).toMatchObject({ here: 8, saves: 7 });
  }
  expect(teacher.view).toMatchObject({ shownNames: false, answering: { begun: 7, done: 0 } });
});

test('a device that reads nothing holds no more than the latest of each, and gets that', async () => {
  const { db, at, bus, clock, learner, save, click, part } = await begun(2);
  await learner(0);
  await click({ do: 'go', to: 0 }, { do: 'open', part, minutes: null });
  const hub = new Hub(db, bus, clock);
  const reader = (await hub.desk(await found(db, at))).getReader();
  for (let n = 0; n < 40; n++) {
    await save(0, { end: 1 + (n % 9), base: n });
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

test('a beat comes every four seconds', async () => {
  const { wall, clock } = await begun(0);
  const device = await wall();
  await clock.go(3 * BEAT);
  expect(device.of('beat').map(({ data }) => data)).toEqual(
    [1, 2, 3].map((n) => clock.now() - (3 - n) * BEAT)
  );
});

test('what the class gave is on no line but the instructor’s before it is shown, and the second round before the key is', async () => {
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
    expect(each.board).toMatchObject({ part, first: { of: 2 }, second: null, changed: null });

  await click({ do: 'again', part, minutes: null });
  await save(0, { round: 2, end: 9 });
  await save(1, { round: 2, end: 9 });
  await clock.go(1000);
  expect(teacher.board).toMatchObject({ second: { of: 2 }, changed: 1 });
  expect(one.board).toMatchObject({ second: null, changed: null });
  expect((await learner(2)).of('board')).toMatchObject([{ data: { second: null } }]);

  await click({ do: 'close', part }, { do: 'reveal', part });
  await clock.go(1000);
  for (const each of [one, board]) expect(each.board).toMatchObject({ second: { of: 2 }, changed: 1 });
  await click({ do: 'go', to: 1 });
  await clock.go(1000);
  expect((await learner(2)).of('board')).toEqual([]);
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
  await clock.go(1000);
  expect(one.view?.common.steps[0]).toMatchObject({ phase: 'closed' });
});

test('who has no device on the line any more is not here for the instructor, and loading a page again is no absence', async () => {
  const { learner, desk, clock } = await begun(1);
  const [one, teacher] = [await learner(0), await desk()];
  const online = () => (teacher.view as DeskView).seats.map((seat) => seat.online);
  await clock.go(60_000);
  expect(online()).toEqual([true]);
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
});
