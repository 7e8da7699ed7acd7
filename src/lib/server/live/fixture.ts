import type { Kysely } from 'kysely';
import { setImmediate } from 'node:timers/promises';
import { newStep } from '../../classroom/draft.ts';
import type { Click } from '../../classroom/live/clicks.ts';
import { isNewer, type Board, type Stamp } from '../../classroom/live/views.ts';
import type { Save, SaveOutcome } from '../../classroom/saving.ts';
import { catalogue } from '../catalogue.ts';
import type { Database } from '../db/schema.ts';
import { hashOf, newId, newToken } from '../ids.ts';
import { TEACHER } from '../results-fixture.ts';
import { versionOf } from '../versions.ts';
import type { Bus } from './bus.ts';
import type { Clock } from './clock.ts';
import { saveLive, type LiveSender } from './saving.ts';
import { click, liveOf, type Live } from './sessions.ts';
import { startLive } from './starting.ts';
import { liveWork } from './works.ts';

/** For the tests: a class in a live session, its learners, and what their devices hear. */

type Db = Kysely<Database>;

/** When everything in the tests begins. */
export const T = 1_800_000_000_000;

/** Time that goes on when it is told to. */
export class HandClock implements Clock {
  #now = T;
  #waiting: { at: number; what: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, what: () => void): () => void {
    const one = { at: this.#now + milliseconds, what };
    this.#waiting.push(one);
    return () => (this.#waiting = this.#waiting.filter((each) => each !== one));
  }

  /** Lets time go by; what follows of something is done before the next. */
  async go(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    await settled();
    for (;;) {
      const next = this.#waiting.sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > until) break;
      this.#waiting.shift();
      this.#now = Math.max(this.#now, next.at);
      next.what();
      await settled();
    }
    this.#now = until;
  }
}

/** Everything that waits for nothing but the embedded store is done. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 4; i++) await setImmediate();
}

export interface Pupil {
  id: string;
  sender: LiveSender;
}

export interface LiveClass {
  classId: string;
  live: string;
  pupils: Pupil[];
  /** Ids of its parts, in their order. */
  parts: string[];
}

/** @param steps `pack/slug` of exercises */
export async function liveClass(
  db: Db,
  learners: number,
  steps: readonly string[] = ['warm-up/mark-careful', 'khojaly/sort-letter-2022']
): Promise<LiveClass> {
  const classId = newId();
  await db
    .insertInto('class')
    .values({ id: classId, name: '5b', typed_names: 0, rehearsal: 0, created_at: T })
    .execute();
  await teaches(db, classId);
  const offered = await catalogue();
  const chosen = steps.map((name) => {
    const [pack, slug] = name.split('/');
    return newStep(offered, 'exercise', pack!, slug!);
  });
  const started = await startLive(db, { title: 'Today', steps: chosen }, byIn(classId));
  if (!started || !('id' in started)) throw new Error('nothing to start');
  const live = started.id;
  const pupils: Pupil[] = [];
  for (let n = 0; n < learners; n++) pupils.push(await pupil(db, classId, live, `pupil ${n}`));
  const { parts } = (await liveOf(db, classId, live, T))!;
  return { classId, live, pupils, parts: parts.map(({ id }) => id) };
}

/** The instructor teaches the class, and is signed in. */
async function teaches(db: Db, classId: string): Promise<void> {
  const times = { created_at: new Date(T).toISOString(), updated_at: new Date(T).toISOString() };
  await db
    .insertInto('user')
    .values({
      ...{ ...times, id: TEACHER, name: TEACHER, username: TEACHER, email: `${TEACHER}@invalid` },
      ...{ email_verified: 0, image: null, admin: 0, disabled: 0 }
    })
    .onConflict((on) => on.doNothing())
    .execute();
  await db
    .insertInto('session')
    .values({
      ...{ ...times, id: newId(), user_id: TEACHER, token: newToken() },
      ...{ expires_at: new Date(T + 1e10).toISOString(), ip_address: null, user_agent: null }
    })
    .execute();
  await db
    .insertInto('teaching')
    .values({ class_id: classId, user_id: TEACHER, role: 'owner', created_at: T })
    .execute();
}

const byIn = (classId: string, now = T) => ({ classId, by: TEACHER, now });

async function pupil(db: Db, classId: string, liveId: string, name: string): Promise<Pupil> {
  const id = newId();
  const tokenHash = hashOf(newToken());
  const times = { created_at: T, claimed_at: T, approved_at: T };
  await db
    .insertInto('learner')
    .values({ ...times, id, class_id: classId, name, typed: 0 })
    .execute();
  await db
    .insertInto('learner_session')
    .values({ token_hash: tokenHash, class_id: classId, learner_id: id, created_at: T, seen_at: T })
    .execute();
  return { id, sender: { tokenHash, classId, liveId } };
}

export const found = async (db: Db, { classId, live }: LiveClass): Promise<Live> =>
  (await liveOf(db, classId, live, T))!;

/** Clicks as the endpoint does. @returns why it is refused, or the version */
export async function clicks(db: Db, bus: Bus, at: LiveClass, ...all: Click[]): Promise<string | number> {
  let last: string | number = 0;
  for (const each of all) {
    const outcome = await click(db, at.live, each, byIn(at.classId));
    if (!outcome) throw new Error('no such session');
    last = 'refused' in outcome ? outcome.refused : outcome.version;
    bus.tell({ live: at.live });
  }
  return last;
}

/** An answer to the first step: the first so many letters of the text are marked. */
export async function marked(db: Db, at: LiveClass, end: number): Promise<unknown> {
  const live = (await liveOf(db, at.classId, at.live, T))!;
  const { item } = (await versionOf(db, live.parts[0]!.version!))!;
  const [passage] = item.passages;
  const quote = passage!.text.slice(0, end);
  return { mode: 'mark', marks: [{ source: passage!.source, start: 0, end, quote, kind: null }] };
}

/** A save of an answer to the first step, as a page makes it. */
export async function saving(
  db: Db,
  at: LiveClass,
  { id }: Pupil,
  of: { end?: number; round?: 1 | 2; base?: number } = {}
): Promise<Save> {
  const { end = 4, round = 1, base = 0 } = of;
  const live = (await liveOf(db, at.classId, at.live, T))!;
  const part = live.parts[0]!;
  const work = await liveWork(db, live, id, round, T);
  const which = { work: work.id, part: part.id, version: part.version! };
  return { ...which, answer: await marked(db, at, end), base, after: [], delivery: newId() };
}

export async function saves(
  db: Db,
  bus: Bus,
  at: LiveClass,
  who: Pupil,
  of: { end?: number; round?: 1 | 2; base?: number } = {}
): Promise<SaveOutcome> {
  return saveLive(db, bus, who.sender, await saving(db, at, who, of), T);
}

export interface Told {
  event: string;
  data: unknown;
  /** When it came. */
  at: number;
}

/** A device: it takes what is newer than what it holds. */
export class Device<View extends { common: Stamp } = { common: Stamp }> {
  readonly heard: Told[] = [];
  view: View | null = null;
  board: Board | null = null;
  refused: string | null = null;
  over = false;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;

  constructor(stream: ReadableStream<Uint8Array>, clock: Pick<Clock, 'now'> = Date) {
    this.#reader = stream.getReader();
    void this.#read(clock);
  }

  async #read(clock: Pick<Clock, 'now'>): Promise<void> {
    const decoder = new TextDecoder();
    for (;;) {
      const { value, done } = await this.#reader.read();
      if (done) break;
      const [, event, data] = /^event: (\w+)\ndata: (.*)\n\n$/.exec(decoder.decode(value))!;
      this.#take({ event: event!, data: JSON.parse(data!), at: clock.now() });
    }
    this.over = true;
  }

  #take(told: Told): void {
    this.heard.push(told);
    if (told.event === 'view') {
      const view = told.data as View;
      if (isNewer(this.view?.common ?? null, view.common)) this.view = view;
    }
    if (told.event === 'board') {
      const board = told.data as Board;
      if (isNewer(this.board, board)) this.board = board;
    }
    if (told.event === 'refused') this.refused = (told.data as { why: string }).why;
  }

  of(event: string): Told[] {
    return this.heard.filter((each) => each.event === event);
  }

  /** Goes off the line. */
  drop(): Promise<void> {
    return this.#reader.cancel();
  }
}
