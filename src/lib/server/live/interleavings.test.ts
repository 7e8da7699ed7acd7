import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clicked, type Click } from '../../classroom/live/clicks.ts';
import { newSession, phaseAt, takesAnswer, type LiveState } from '../../classroom/live/state.ts';
import {
  commonView,
  isNewer,
  mayShow,
  ownView,
  type Board,
  type DeskView,
  type LearnerView,
  type Room,
  type WallView
} from '../../classroom/live/views.ts';
import type { Save } from '../../classroom/saving.ts';
import { registry } from '../../exercises/registry.ts';
import { TEACHER } from '../results-fixture.ts';
import { openStore } from '../db/store.ts';
import { eraseLearner } from '../erasure.ts';
import { approve, rename } from '../roster.ts';
import { touchLives } from './sessions.ts';
import { standInLive } from './works.ts';
import { LocalBus } from './bus.ts';
import { clicks, found, liveClass, saving, T } from './fixture.ts';
import { Device, HandClock, settled } from './hub-fixture.ts';
import { anyEvents, BEGINNING, Expected, learner, LEARNERS } from './events-fixture.ts';
import { Hub } from './hub.ts';
import { saveLive } from './saving.ts';

/** Whatever comes between what: in the end every device shows the same. */

await registry.attribution.classroom();

const unstamped = (board: Board | null) => board && { ...board, version: 0, saves: 0 };
const still = <View extends { common: { now: number } }>(view: View | null) =>
  view && { ...view, common: { ...view.common, now: 0 } };

test('through two servers: joins, drops, repeated deliveries, clicks, erasures and restarts leave every device with the same', async () => {
  const { db } = await openStore({ memory: true });
  await fc.assert(
    fc.asyncProperty(anyEvents, fc.boolean(), async (events, ends) => {
      const at = await liveClass(db, LEARNERS, ['warm-up/mark-careful', 'khojaly/sort-letter-2022']);
      const part = at.parts[0]!;
      const bus = new LocalBus();
      const clock = new HandClock();
      // Of two servers on one store, each has some of the devices.
      let hub = new Hub(db, bus, clock);
      const other = new Hub(db, bus, clock);
      const live = () => found(db, at);
      const wall = async () => new Device<WallView>(await hub.wall(await live(), TEACHER), clock);
      const desk = async () => new Device<DeskView>(await other.desk(await live(), TEACHER), clock);
      const line = async (n: number) =>
        new Device<LearnerView>(
          await (n === 0 ? hub : other).learner(
            await live(),
            at.pupils[n]!.id,
            at.pupils[n]!.sender.tokenHash
          ),
          clock
        );
      const devices = new Map<number, Device<LearnerView>>();
      /** All that learners ever had. */
      const had: Device<LearnerView>[] = [];
      const expected = new Expected();
      const called = at.pupils.map(({ name }) => ({ name, since: T }));
      const comes = async (who: number) => {
        expected.comes(at.pupils[who]!.id, clock.now());
        devices.set(who, await line(who));
        had.push(devices.get(who)!);
      };
      let board = await wall();
      const teacher = await desk();
      const erased = new Set<number>();
      const by = () => ({ classId: at.classId, by: TEACHER, now: clock.now() });
      /** What a page of the roster does. */
      const changes = async (how: Promise<unknown>) => {
        await how;
        for (const each of await touchLives(db, at.classId)) bus.tell({ live: each });
      };
      const sent: { who: number; round: number; save: Save }[] = [];
      const bases = new Map<string, number>();
      const deliver = async ({ who, round, save }: (typeof sent)[number]) => {
        const outcome = await saveLive(db, bus, at.pupils[who]!.sender, save, clock.now());
        if (outcome.is === 'saved') bases.set(`${who} ${round}`, outcome.revision);
      };

      expected.stands((await live()).state, clock.now());
      for (const event of [...BEGINNING, ...events]) {
        if ('who' in event && erased.has(event.who)) continue;
        switch (event.is) {
          case 'comes':
            await devices.get(event.who)?.drop();
            await comes(event.who);
            break;
          case 'goes':
            await devices.get(event.who)?.drop();
            devices.delete(event.who);
            break;
          case 'answers': {
            const { who, round, end } = event;
            const base = bases.get(`${who} ${round}`) ?? 0;
            const save = await saving(db, at, at.pupils[who]!, { end, round, base });
            sent.push({ who, round, save });
            await deliver(sent.at(-1)!);
            break;
          }
          case 'repeats': {
            const one = sent[event.which];
            if (one && !erased.has(one.who)) await deliver(one);
            break;
          }
          case 'clicks':
            await clicks(
              db,
              bus,
              at,
              event.click(part, (who) => at.pupils[who]!.id, phaseAt(expected.state.steps[0]!, T))
            );
            break;
          case 'waits':
            await clock.go(event.milliseconds);
            break;
          case 'approved':
          case 'renamed': {
            const { id } = at.pupils[event.who]!;
            const name = event.is === 'renamed' ? `other ${event.who}` : called[event.who]!.name;
            called[event.who] = { name, since: clock.now() };
            await changes(event.is === 'renamed' ? rename(db, id, name, by()) : approve(db, id, by()));
            break;
          }
          case 'stands-in': {
            const chosen = { learner: at.pupils[event.who]!.id, part: at.parts[1]!, instead: true };
            await standInLive(db, bus, await live(), chosen, clock.now());
            break;
          }
          case 'erased':
            erased.add(event.who);
            expected.erased(at.pupils[event.who]!.id);
            for (const round of [1, 2]) bases.delete(`${event.who} ${round}`);
            await changes(eraseLearner(db, at.pupils[event.who]!.id, by()));
            break;
          case 'restarts':
            hub.close();
            hub = new Hub(db, bus, clock);
            board = await wall();
            if (devices.has(0)) await comes(0);
        }
        if (event.is !== 'waits') await settled();
        expected.stands((await live()).state, clock.now());
      }
      if (ends) await clicks(db, bus, at, { do: 'end' });
      expected.stands((await live()).state, clock.now());
      await clock.go(60_000);
      // What a device that comes only now is told is what there is to know.
      const fresh = await desk();
      const freshWall = await wall();
      await clock.go(60_000);
      if (ends) for (const each of [teacher, board, fresh, freshWall]) expect(each.refused).toBe('ended');
      else {
        expect(still(teacher.view)).toEqual(still(fresh.view));
        expect(still(board.view)).toEqual(still(freshWall.view));
      }
      // A board that did not change is not sent again, and has the stamp that it had.
      if (fresh.board) expect(unstamped(teacher.board)).toEqual(unstamped(fresh.board));
      if (freshWall.board) expect(unstamped(board.board)).toEqual(unstamped(freshWall.board));
      const common = { ...fresh.view!.common, now: 0 };
      expect(still(board.view)?.common).toEqual(common);
      expect(still(teacher.view)?.common).toEqual(common);
      const { state } = expected;
      const present = state.steps[state.at];
      /** What a device of a learner has been told, where nothing keeps it from them. */
      const told = (who: number, { view, board: held }: Device<LearnerView>, wall: Board | null) => {
        const saved = ([1, 2] as const).flatMap((round) => {
          const revision = bases.get(`${who} ${round}`);
          return revision ? [{ part, round, learner: at.pupils[who]!.id, revision, done: false }] : [];
        });
        const { name, since } = called[who]!;
        const seat = { name, named: since > expected.seatedSince(at.pupils[who]!.id) };
        expect(view?.own).toEqual(ownView(state, at.pupils[who]!.id, saved, seat));
        // Of another step that was shown before it holds what it held; its page shows none of it.
        const board = held?.part === present?.part ? held : null;
        if (present && mayShow(state, present.part, 1)) expect(unstamped(board)).toEqual(unstamped(wall));
        else expect(board).toBeNull();
      };
      for (const [who, device] of devices) {
        expect(expected.refusals(at.pupils[who]!.id)).toContain(device.refused);
        const { refused, view } = device;
        if (refused === null || (refused === 'ended' && !erased.has(who)))
          // What others saved is not in a learner's stamp.
          expect(still(view)?.common).toEqual({ ...common, saves: view?.own.saves });
        if (refused === null) told(who, device, freshWall.board);
      }
      for (const device of had)
        for (const each of device.of('board')) expect(expected.mightHear(each)).toBe(true);
      // Nothing that was acknowledged is lost, and nothing counts twice.
      const revisions = [...bases.values()].reduce((sum, each) => sum + each, 0);
      const stored = await db
        .selectFrom('answer')
        .where('class_id', '=', at.classId)
        .select((row) => row.fn.coalesce(row.fn.sum<number>('revision'), row.val(0)).as('sum'))
        .executeTakeFirstOrThrow();
      expect(stored.sum).toBe(revisions);
      // Whoever comes only now is received as the rules say, and told what there is to know.
      const last = [0, 1, 2].filter((each) => !erased.has(each));
      for (const who of last) await comes(who);
      await clock.go(1000);
      for (const who of last) {
        const device = devices.get(who)!;
        expect([device.refused]).toEqual(expected.refusals(at.pupils[who]!.id));
        if (device.refused === null) told(who, device, freshWall.board);
      }
      hub.close();
      other.close();
    }),
    { numRuns: 100 }
  );
});

test('over lines that lose, repeat and mix up what is sent, the newest value stays wherever it comes', () => {
  const anyStep = fc.oneof(
    fc.constantFrom<Click>(
      { do: 'go', to: 0 },
      { do: 'go', to: 1 },
      { do: 'open', part: 'a', minutes: null },
      { do: 'close', part: 'a' },
      { do: 'show', part: 'a' },
      { do: 'again', part: 'a', minutes: null },
      { do: 'reveal', part: 'a' },
      { do: 'pace', pace: 'own' },
      { do: 'out', learner: 'l0' },
      { do: 'in', learner: 'l0' }
    ),
    fc.record({ saves: learner })
  );
  const anyLine = fc.array(fc.record({ from: fc.nat(60), lost: fc.boolean(), twice: fc.boolean() }), {
    minLength: 60,
    maxLength: 60
  });
  fc.assert(
    fc.property(
      fc.array(anyStep, { maxLength: 50 }),
      fc.array(fc.record({ sent: anyLine, newest: fc.nat(60) }), { minLength: 4, maxLength: 4 }),
      (steps, lines) => {
        let state: LiveState = newSession(['a', 'b']);
        const revisions = new Map<string, number>();
        let version = 1;
        const roomNow = (): Omit<Room, 'door' | 'apart'> => ({
          ...{ version, state },
          seats: [0, 1, 2].map((n) => ({
            ...{ learner: `l${n}`, name: `n${n}`, approved: true, joinedAt: T, seenAt: T }
          })),
          saved: [...revisions].map(([id, revision]) => ({
            ...{ part: 'a', round: 1 as const, learner: id, revision, done: false }
          }))
        });
        const rooms = [roomNow()];
        for (const step of steps) {
          if ('saves' in step) {
            const id = `l${step.saves}`;
            if (takesAnswer(state, state.steps[0]!, id, 1, T))
              revisions.set(id, (revisions.get(id) ?? 0) + 1);
          } else {
            const outcome = clicked(state, step, T);
            if ('state' in outcome && outcome.state !== state)
              [state, version] = [outcome.state, version + 1];
          }
          rooms.push(roomNow());
        }
        const last = rooms.at(-1)!;
        const views = rooms.map((room, n) => commonView(room, T + n));
        for (const { sent, newest } of lines) {
          let held: (typeof views)[number] | null = null;
          // A device gets any of the values, in any order; once it connects anew, the present one.
          const line = sent.flatMap(({ from, lost, twice }) => {
            const view = views[from % views.length]!;
            return lost ? [] : twice ? [view, view] : [view];
          });
          for (const view of line.toSpliced(newest, 0, views.at(-1)!)) if (isNewer(held, view)) held = view;
          expect({ ...held, now: 0 }).toEqual({ ...views.at(-1), now: 0 });
        }
        expect(
          ownView(
            last.state,
            'l0',
            last.saved.filter((mark) => mark.learner === 'l0')
          )
        ).toMatchObject({
          out: last.state.out.includes('l0'),
          saves: revisions.get('l0') ?? 0
        });
      }
    )
  );
});
