import type { Kysely } from 'kysely';
import { newStep } from '../../classroom/draft.ts';
import type { Click } from '../../classroom/live/clicks.ts';
import type { Round } from '../../classroom/live/state.ts';
import type { Save, SaveOutcome } from '../../classroom/saving.ts';
import { catalogue } from '../catalogue.ts';
import type { Database } from '../db/schema.ts';
import { hashOf, newId, newToken } from '../ids.ts';
import { keyed, MARK, off, SORT, TEACHER, type Gives } from '../results-fixture.ts';
import type { By } from '../roster.ts';
import { versionOf } from '../versions.ts';
import { LocalBus, type Bus } from './bus.ts';
import { intoMarks, marksToMake, type Missing, type Which } from './marks.ts';
import { saveLive, type LiveSender } from './saving.ts';
import { click, liveOf, type Live } from './sessions.ts';
import { startLive } from './starting.ts';
import { takeSeat } from './seats.ts';
import { liveWork, standInLive } from './works.ts';

/** For the tests: a class in a live session, and its learners. */

type Db = Kysely<Database>;

/** When everything in the tests begins. */
export const T = 1_800_000_000_000;

export interface Pupil {
  id: string;
  name: string;
  sender: LiveSender;
}

export interface LiveClass {
  classId: string;
  live: string;
  pupils: Pupil[];
  /** Ids of its parts, in their order. */
  parts: string[];
}

/**
 * @param learners how many, or their names
 * @param steps `pack/slug` of exercises
 */
export async function liveClass(
  db: Db,
  learners: number | readonly string[],
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
  const names =
    typeof learners === 'number' ? Array.from({ length: learners }, (_, n) => `pupil ${n}`) : learners;
  for (const name of names) pupils.push(await pupil(db, classId, live, name));
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

export const byIn = (classId: string, now = T) => ({ classId, by: TEACHER, now });

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
  return { id, name, sender: { tokenHash, classId, liveId } };
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

/** Opens a step and closes it; a second time, where it is the second round. */
export const answering = (part: string, round: Round = 1): Click[] => [
  { do: round === 1 ? 'open' : 'again', part, minutes: null },
  { do: 'close', part }
];

/** The same class, for tests of what comes of a session. */
export interface LiveRoom extends LiveClass {
  db: Db;
  /** Ids by name. */
  learners: Record<string, string>;
  now(): Promise<Live>;
  /** @throws where a click is refused */
  clicks(...all: readonly Click[]): Promise<void>;
}

export async function liveRoom(
  db: Db,
  names: readonly string[],
  steps: readonly string[] = [SORT, MARK]
): Promise<LiveRoom> {
  const at = await liveClass(db, names, steps);
  return {
    ...{ ...at, db, now: () => found(db, at) },
    learners: Object.fromEntries(at.pupils.map(({ name, id }) => [name, id])),
    clicks: async (...all) => {
      for (const one of all) {
        const outcome = await clicks(db, new LocalBus(), at, one);
        if (typeof outcome === 'string') throw new Error(`${one.do}: ${outcome}`);
      }
    }
  };
}

/** A learner comes, and gives an answer to a step while its round is taken, to the first where none is named. */
export async function gave(
  { db, pupils, now }: LiveRoom,
  name: string,
  round: Round,
  give: Gives,
  { step = 0, standIn = false } = {}
): Promise<void> {
  const live = await now();
  const bus = new LocalBus();
  const who = pupils.find((each) => each.name === name)!;
  const part = live.parts[step]!;
  await takeSeat(db, live, who.id, T);
  if (standIn) await standInLive(db, bus, live, { learner: who.id, part: part.id, instead: true }, T);
  const work = await liveWork(db, live, who.id, round, T);
  const version = (standIn ? part.stand_in_version : part.version)!;
  const answer = give((await versionOf(db, version))!);
  const which = { work: work.id, part: part.id, version };
  const save = { ...which, answer, base: 0, after: [], delivery: newId() };
  const { is } = await saveLive(db, bus, who.sender, save, T + round);
  if (is !== 'saved') throw new Error(`an answer of ${name} is ${is}`);
}

/** A session of two steps that is over. Of three learners two answered the first step, one of them better the second time. */
export async function sessionOver(db: Db): Promise<Omit<LiveRoom, 'live'> & { by: By; live: Live }> {
  const here = await liveRoom(db, ['quiet heron', 'brave otter', 'calm lake']);
  const [part] = here.parts;
  await here.clicks({ do: 'go', to: 0 }, ...answering(part!));
  await gave(here, 'quiet heron', 1, off(2));
  await gave(here, 'brave otter', 1, keyed);
  await here.clicks({ do: 'show', part: part! }, ...answering(part!, 2));
  await gave(here, 'quiet heron', 2, keyed);
  await here.clicks({ do: 'reveal', part: part! }, { do: 'end' });
  // An hour later somebody makes something of it.
  return { ...here, live: await here.now(), by: byIn(here.classId, T + 3_600_000) };
}

/** Looks at the marks of a session, and makes them. @returns the id of the assignment that they are */
export async function makeMarks(
  db: Db,
  live: Live,
  which: Which,
  by: By,
  missing: Missing = 'zero'
): Promise<string> {
  const { seen } = await marksToMake(db, live, which);
  const made = await intoMarks(db, live, { which, missing }, seen, by);
  if (!('id' in made)) throw new Error('no marks were made');
  return made.id;
}
