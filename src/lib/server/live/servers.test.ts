import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import type { DeskView, LearnerView } from '../../classroom/live/views.ts';
import type { Save } from '../../classroom/saving.ts';
import { TEACHER } from '../results-fixture.ts';
import { describeOnEachPlace } from '../db/testing.ts';
import type { Place } from '../db/place.ts';
import { openStore } from '../db/store.ts';
import { LocalBus, type Heard } from './bus.ts';
import { PostgresBus } from './bus-postgres.ts';
import { clicks, found, liveClass, saves, saving, T, type LiveClass } from './fixture.ts';
import { Device } from './hub-fixture.ts';
import { Hub } from './hub.ts';
import { saveLive, type LiveSender } from './saving.ts';

/** A server of its own process that saves one answer after the other, and says what became of each. */
function savingAlone(at: Place, sender: LiveSender, all: readonly Save[]) {
  const from = (name: string) => JSON.stringify(join(import.meta.dirname, name));
  const code = `
    import { openStore } from ${from('../db/store.ts')};
    import { LocalBus } from ${from('bus.ts')};
    import { saveLive } from ${from('saving.ts')};
    const { db } = await openStore(${JSON.stringify(at)});
    for (const save of ${JSON.stringify(all)})
      console.log(JSON.stringify(await saveLive(db, new LocalBus(), ${JSON.stringify(sender)}, save, ${T})));
    setInterval(() => {}, 1000);`;
  return spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit']
  });
}

const PATIENCE = { timeout: 10_000, interval: 5 };

describeOnEachPlace('servers of one database', (place, engine) => {
  const running: { close: () => Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of running.splice(0)) await each.close();
  });

  /** A server: a store, a bus and a hub. The embedded store has one alone. */
  async function server(at: Awaited<ReturnType<typeof place>>) {
    const store = await openStore(at);
    const bus = 'databaseUrl' in at ? new PostgresBus(store.db, at.databaseUrl) : new LocalBus();
    if (bus instanceof PostgresBus) await bus.tried;
    const hub = new Hub(store.db, bus);
    const close = async () => {
      hub.close();
      await bus.close();
      await store.close();
    };
    const made = { ...store, bus, hub, close };
    running.push(made);
    return made;
  }
  type Server = Awaited<ReturnType<typeof server>>;

  const learner = async ({ db, hub }: Server, at: LiveClass, n: number) =>
    new Device<LearnerView>(
      await hub.learner(await found(db, at), at.pupils[n]!.id, at.pupils[n]!.sender.tokenHash)
    );
  const desk = async ({ db, hub }: Server, at: LiveClass) =>
    new Device<DeskView>(await hub.desk(await found(db, at), TEACHER));

  test('show the same: who clicks is on one, and who answers on another', async () => {
    const here = await place();
    const one = await server(here);
    const other = engine === 'postgres' ? await server(here) : one;
    const at = await liveClass(one.db, 4);
    const part = at.parts[0]!;
    const teacher = await desk(one, at);
    const learners = await Promise.all([0, 1, 2, 3].map((n) => learner(other, at, n)));
    await vi.waitFor(() => expect(teacher.view?.seats).toHaveLength(4), PATIENCE);
    await clicks(one.db, one.bus, at, { do: 'go', to: 0 }, { do: 'open', part, minutes: null });
    await vi.waitFor(() => {
      for (const { view } of learners) expect(view?.common.steps[0]).toMatchObject({ phase: 'open' });
    }, PATIENCE);
    await Promise.all(at.pupils.map((pupil) => saves(other.db, other.bus, at, pupil)));
    await vi.waitFor(() => {
      expect(teacher.view?.answering.begun).toBe(4);
      expect(teacher.board).toMatchObject({ first: { of: 4 } });
    }, PATIENCE);
    await clicks(one.db, one.bus, at, { do: 'close', part }, { do: 'show', part });
    await vi.waitFor(() => {
      for (const { view, board } of learners) {
        // Of the answers, the stamp of a learner's view counts their own.
        expect({ ...view?.common, now: 0 }).toEqual({ ...teacher.view?.common, now: 0, saves: 1 });
        expect(board).toMatchObject({ first: { of: 4 }, second: null });
      }
    }, PATIENCE);
  });

  test('one that is killed while it saves has lost nothing that it acknowledged, and the next goes on where it was', async () => {
    const here = await place();
    const first = await server(here);
    const at = await liveClass(first.db, 2);
    const [pupil, part] = [at.pupils[0]!, at.parts[0]!];
    await learner(first, at, 0);
    await clicks(first.db, first.bus, at, { do: 'go', to: 0 }, { do: 'open', part, minutes: null });
    const all: Save[] = [];
    for (let base = 0; base < 300; base++)
      all.push(await saving(first.db, at, pupil, { base, end: 1 + (base % 9) }));
    running.splice(0);
    await first.close();

    const child = savingAlone(here, pupil.sender, all);
    const killed = once(child, 'close');
    let acknowledged = 0;
    for await (const line of createInterface(child.stdout)) {
      expect(JSON.parse(line)).toMatchObject({ is: 'saved', revision: ++acknowledged });
      if (acknowledged === 20) child.kill('SIGKILL');
    }
    expect(await killed).toEqual([null, 'SIGKILL']);
    expect(acknowledged).toBeLessThan(all.length);

    const second = await server(here);
    const [one, teacher] = [await learner(second, at, 0), await desk(second, at)];
    const { revision } = await second.db.selectFrom('answer').select('revision').executeTakeFirstOrThrow();
    expect(revision).toBeGreaterThanOrEqual(acknowledged);
    await vi.waitFor(() => {
      expect(one.view).toMatchObject({ common: { at: 0, saves: revision }, own: { saves: revision } });
      expect(teacher.view).toMatchObject({ answering: { begun: 1 }, seats: [{ answer: 'begun' }] });
      expect(teacher.board).toMatchObject({ first: { of: 1 } });
    }, PATIENCE);
    // What it may not have acknowledged any more is sent again: it is saved once.
    const again = await saveLive(second.db, second.bus, pupil.sender, all[revision - 1]!, T);
    expect(again).toMatchObject({ is: 'saved', revision });
    const next = await saveLive(second.db, second.bus, pupil.sender, all[revision]!, T);
    expect(next).toMatchObject({ is: 'saved', revision: revision + 1 });
    await vi.waitFor(() => expect(one.view?.own.saves).toBe(revision + 1), PATIENCE);
  });

  if (engine === 'postgres') {
    test('tell each other within one message, however many answers came, and hear nothing of their own twice', async () => {
      const here = await place();
      const [one, other] = [await server(here), await server(here)];
      const heard: Record<'own' | 'others', Heard[]> = { own: [], others: [] };
      one.bus.hear((news) => heard.own.push(news));
      other.bus.hear((news) => heard.others.push(news));
      const ids = Array.from({ length: 600 }, (_, n) => `${n}`.padStart(20, '0'));
      for (const id of ids) one.bus.tell({ live: 'a', answers: [id] });
      one.bus.tell({ live: 'b' });
      one.bus.tell({ live: 'b' });
      one.bus.tell({ live: 'c', who: true });
      one.bus.tell({ live: 'c' });
      expect(heard.own).toHaveLength(604);
      await vi.waitFor(() => expect(heard.others).toContainEqual({ live: 'c', who: true }), PATIENCE);
      expect(heard.others).toContainEqual({ live: 'b' });
      expect(heard.others).toHaveLength(5);
      expect(heard.others.flatMap((each) => (each === 'all' ? [] : (each.answers ?? [])))).toEqual(ids);
      expect(heard.own).toHaveLength(604);
    });

    test('look at everything once the line between them was cut and is there again', async () => {
      const here = await place();
      const [one, other] = [await server(here), await server(here)];
      const heard: Heard[] = [];
      other.bus.hear((news) => heard.push(news));
      const at = await liveClass(one.db, 1);
      const device = await learner(other, at, 0);
      const client = new pg.Client('databaseUrl' in here ? here.databaseUrl : '');
      await client.connect();
      // Only who listens is cut off; what was clicked meanwhile is not told to the other server.
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where query like 'LISTEN%' and pid <> pg_backend_pid()`
      );
      await client.end();
      await clicks(one.db, new LocalBus(), at, { do: 'go', to: 1 });
      await vi.waitFor(() => expect(heard).toContain('all'), PATIENCE);
      await vi.waitFor(() => expect(device.view?.common.at).toBe(1), PATIENCE);
      one.bus.tell({ live: at.live });
      await vi.waitFor(
        () => expect(heard.filter((each) => each !== 'all')).toContainEqual({ live: at.live }),
        PATIENCE
      );
    });
  }
});
