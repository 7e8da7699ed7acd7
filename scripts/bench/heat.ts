import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { newSession } from '../../src/lib/classroom/live/state.ts';
import type { Samples } from '../../src/lib/exercises/parts/samples.ts';
import { registry } from '../../src/lib/exercises/registry.ts';
import type { PackExercise } from '../../src/lib/packs/load.ts';
import type { Database } from '../../src/lib/server/db/schema.ts';
import { openStore } from '../../src/lib/server/db/store.ts';
import { newId } from '../../src/lib/server/ids.ts';
import type { Clock } from '../../src/lib/server/live/clock.ts';
import { LiveRoom } from '../../src/lib/server/live/room.ts';
import { generator } from '../../src/lib/text/seeded.ts';
import { shippedExercises } from '../load/class.ts';
import { fillLive, type LiveRoom as Filled } from '../load/live.ts';
import type { HeatRow } from './live.ts';

const LEARNERS = 1000;
/** Saves that are measured, after some that are not: what runs for the first time is slow. */
const SAVES = 9;
const BEFORE = 3;
const AT_ONCE = 500;

/** One more save of a thousand, with random answers to the shipped exercises that are the slowest to count of their type and mode. */
export async function heatRows(): Promise<HeatRow[]> {
  const rows: HeatRow[] = [];
  for (const exercise of await slowestOfEach())
    for (const rounds of [1, 2] as const)
      for (const listening of ['desk', 'desk and learners'] as const)
        rows.push(await heatRow(exercise, rounds, listening));
  return rows.sort((a, b) => b.cpu - a.cpu);
}

async function heatRow(
  exercise: PackExercise,
  rounds: HeatRow['rounds'],
  listening: HeatRow['listening']
): Promise<HeatRow> {
  const { db, close } = await openStore({ memory: true });
  const filled = await fillLive(db, LEARNERS, Date.now(), exercise);
  const draw = await drawerOf(exercise);
  const ids = await giveAnswers(db, filled, rounds, draw);
  const clock = new LeapingClock();
  const room = new LiveRoom(db, filled.liveId, clock, () => {});
  await room.open();
  const boards = boardsHeard(room.listen({ is: 'desk', user: filled.teacherId }, () => {}));
  if (listening !== 'desk')
    for (const { learnerId: learner } of filled.seats)
      room.listen({ is: 'learner', learner, tokenHash: learner }, () => {});
  room.changedAll();
  await told();
  const took: { wall: number; cpu: number }[] = [];
  for (let n = 0; n < BEFORE + SAVES; n++) {
    const id = ids[n]!;
    await db
      .updateTable('answer')
      .set({ answer: JSON.stringify(draw()), revision: 2 })
      .where('id', '=', id)
      .execute();
    await clock.leap();
    const [began, used] = [performance.now(), cpuUsed()];
    room.changed([id]);
    await told();
    took.push({ wall: performance.now() - began, cpu: cpuUsed() - used });
  }
  room.close();
  await close();
  if (boards.length < SAVES) throw new Error(`${exercise.slug}: ${boards.length} boards were told`);
  const sorted = (of: 'wall' | 'cpu') =>
    took
      .slice(BEFORE)
      .map((each) => each[of])
      .sort((a, b) => a - b);
  const [wall, cpu] = [sorted('wall'), sorted('cpu')];
  return {
    ...{ exercise: `${exercise.pack}/${exercise.slug}`, answers: LEARNERS * rounds, rounds, listening },
    ...{ median: tenth(wall[SAVES >> 1]!), slowest: tenth(wall.at(-1)!), cpu: tenth(cpu[SAVES >> 1]!) },
    board: Math.round(boards.at(-1)! / 1024)
  };
}

/** The exercise of each type and mode that takes longest to count. */
async function slowestOfEach(): Promise<PackExercise[]> {
  const slowest = new Map<string, { exercise: PackExercise; took: number }>();
  for (const exercise of await shippedExercises()) {
    const item = (await registry[exercise.type].logic()).item.parse(exercise.item);
    const classroom = await registry[exercise.type].classroom();
    const answers = Array.from({ length: LEARNERS }, await drawerOf(exercise));
    const times = [1, 2, 3, 4, 5].map(() => {
      const began = cpuUsed();
      JSON.stringify(classroom.count(item, answers));
      return cpuUsed() - began;
    });
    const took = Math.min(...times);
    const kind = `${exercise.type} ${'mode' in item ? String(item.mode) : ''}`;
    if (took > (slowest.get(kind)?.took ?? 0)) slowest.set(kind, { exercise, took });
  }
  return [...slowest.values()].map(({ exercise }) => exercise);
}

/** Draws random answers to an exercise. */
async function drawerOf({ type, item: stored }: PackExercise): Promise<() => unknown> {
  const item = (await registry[type].logic()).item.parse(stored);
  const { samples } = (await import(`../../src/lib/exercises/${type}/samples.ts`)) as {
    samples: Samples<typeof item, unknown>;
  };
  return samples.drawer(item, generator(1));
}

/** Everybody answers, in each round. @returns the answers of the round that is under way */
async function giveAnswers(
  db: Kysely<Database>,
  { classId, assignmentId, liveId, parts, seats }: Filled,
  rounds: HeatRow['rounds'],
  draw: () => unknown
): Promise<string[]> {
  const [part] = parts;
  const now = Date.now();
  const again = seats.map(({ learnerId }) => ({ learnerId, workId: newId() }));
  const works = again.map(({ learnerId, workId: id }) => ({
    ...{ id, class_id: classId, assignment_id: assignmentId, learner_id: learnerId, number: 2 },
    ...{ kind: 'live' as const, started_at: now, late: 0 as const }
  }));
  const answersOf = (of: readonly { workId: string }[]) =>
    of.map(({ workId }) => ({
      ...{ id: newId(), class_id: classId, work_id: workId, part_id: part!.id },
      ...{ version: part!.exercise.version, answer: JSON.stringify(draw()), revision: 1 },
      ...{ delivery: newId(), saved_at: now }
    }));
  const all = (rounds === 2 ? [seats, again] : [seats]).map(answersOf);
  for (let i = 0; rounds === 2 && i < works.length; i += AT_ONCE)
    await db
      .insertInto('work')
      .values(works.slice(i, i + AT_ONCE))
      .execute();
  for (const answers of all)
    for (let i = 0; i < answers.length; i += AT_ONCE)
      await db
        .insertInto('answer')
        .values(answers.slice(i, i + AT_ONCE))
        .execute();
  const state = { ...newSession([part!.id]), at: 0 };
  const phase = rounds === 2 ? { phase: 'again', twice: true, seen: true } : { phase: 'open' };
  await db
    .updateTable('live')
    .set({ state: JSON.stringify({ ...state, steps: [{ ...state.steps[0]!, ...phase }] }) })
    .where('id', '=', liveId)
    .execute();
  return all.at(-1)!.map(({ id }) => id);
}

/** How long each board was that came over a line. */
function boardsHeard(stream: ReadableStream<Uint8Array>): number[] {
  const boards: number[] = [];
  const decoder = new TextDecoder();
  void (async () => {
    for await (const bytes of stream)
      if (decoder.decode(bytes.subarray(0, 12)) === 'event: board') boards.push(bytes.length);
  })();
  return boards;
}

/** Time that leaps: a view need not wait for the one before it. */
class LeapingClock implements Clock {
  #leapt = 0;
  #waiting: { at: number; what: () => void }[] = [];
  now = (): number => Date.now() + this.#leapt;

  after(milliseconds: number, what: () => void): () => void {
    const one = { at: this.now() + milliseconds, what };
    this.#waiting.push(one);
    return () => (this.#waiting = this.#waiting.filter((each) => each !== one));
  }

  /** Lets everything happen that waits, and a minute go by after that. */
  async leap(): Promise<void> {
    this.#leapt += 60_000;
    const now = this.now();
    const due = this.#waiting.filter(({ at }) => at <= now);
    this.#waiting = this.#waiting.filter(({ at }) => at > now);
    for (const { what } of due) what();
    await told();
    this.#leapt += 60_000;
  }
}

/** The embedded store keeps nobody waiting: what follows of a change is done some turns later. */
async function told(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await setImmediate();
}

/** Milliseconds of the processor that this thread has used. */
function cpuUsed(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

const tenth = (value: number) => Number(value.toFixed(1));
