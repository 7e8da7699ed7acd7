import { openBeside, openStore, type Store } from '../../src/lib/server/db/store.ts';
import type { Place } from '../../src/lib/server/db/place.ts';
import { fillRoom, type Room } from './class.ts';
import { Desk, Line, Refused } from './saving.ts';
import { startServer, type Server } from './server.ts';

/** What a soak found. Nothing may be in `problems`. */
export interface Soaked {
  kills: number;
  acknowledged: number;
  /** Saved, and killed before it could be acknowledged: sent again, it was acknowledged and not saved twice. */
  savedUnheard: number;
  problems: string[];
}

export interface Soaking {
  place: Place;
  /** The same, as the server is told. */
  env: Record<string, string>;
  kills: number;
  savesPerRound: number;
  learners: number;
  /** Numbers from 0 to below 1: when the server is killed. */
  random: () => number;
  /** Done after a kill, before the store is opened again: what else may go down. */
  afterKill?: (round: number) => Promise<void>;
  progress?: (line: string) => void;
}

/**
 * Kills the server at random while learners save, over and over. After each kill the store is opened and every answer
 * compared with what was acknowledged; then the server starts on it again, and what was under way is sent once more.
 */
export async function soak(soaking: Soaking): Promise<Soaked> {
  const { place, env, kills, savesPerRound, learners, random, afterKill, progress } = soaking;
  const found: Soaked = { kills: 0, acknowledged: 0, savedUnheard: 0, problems: [] };
  const room = await inStore(place, ({ db }) => fillRoom(db, { learners, exercises: 3 }, Date.now()));
  const desks = room.seats.flatMap((seat) => room.parts.map((part) => new Desk(room, seat, part)));
  for (let round = 0; round < kills; round++) {
    const server = await startServer(env);
    const saved = await saveUntilKilled(server, room, desks, {
      saves: savesPerRound,
      killAt: Math.floor(random() * savesPerRound),
      after: random() * 5
    });
    found.problems.push(...saved.problems);
    found.acknowledged += saved.acknowledged;
    found.kills++;
    await afterKill?.(round);
    // It opens by itself, or this throws.
    const compared = await inStore(place, (store) => compare(store, desks));
    found.problems.push(...compared.problems.map((problem) => `kill ${round + 1}: ${problem}`));
    found.savedUnheard += compared.savedUnheard;
    if ((round + 1) % 10 === 0)
      progress?.(`${round + 1} kills, ${found.acknowledged} saves, ${found.problems.length} problems`);
  }
  const server = await startServer(env);
  const line = new Line();
  for (const desk of desks)
    if (desk.pending)
      await desk.save(server.url, line).then(
        () => found.acknowledged++,
        (error: unknown) => found.problems.push(`sent once more: ${String(error)}`)
      );
  line.close();
  const beside = await openBeside(place, 'reader');
  found.problems.push(...(await compare(beside, desks)).problems);
  await beside.close();
  await server.stop();
  return found;
}

async function inStore<T>(place: Place, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(place);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

/** Every learner saves, one answer after the other, until the server is gone. */
async function saveUntilKilled(
  server: Server,
  { seats }: Room,
  desks: Desk[],
  { saves, killAt, after }: { saves: number; killAt: number; after: number }
): Promise<{ acknowledged: number; problems: string[] }> {
  const problems: string[] = [];
  let acknowledged = 0;
  let begun = 0;
  let killed: Promise<void> | null = null;
  const work = async (own: Desk[]) => {
    const line = new Line();
    try {
      for (let i = 0; begun < saves; i++) {
        begun++;
        const desk = own.find(({ pending }) => pending) ?? own[i % own.length]!;
        await desk.save(server.url, line);
        if (acknowledged++ === killAt) killed ??= later(after).then(() => server.kill());
      }
    } catch (error) {
      // A connection may break once the server is killed; an answer that is no acknowledgement may not come at all.
      if (error instanceof Refused || !killed) problems.push(String(error));
    } finally {
      line.close();
    }
  };
  await Promise.all(seats.map((seat) => work(desks.filter((desk) => desk.seat === seat))));
  await (killed ?? server.kill());
  return { acknowledged, problems };
}

const later = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** What is stored, against what was acknowledged: each answer once, with as many revisions as there were deliveries. */
export async function compare(
  { db }: Store,
  desks: Desk[]
): Promise<{ savedUnheard: number; problems: string[] }> {
  const rows = await db
    .selectFrom('answer')
    .select(['work_id', 'part_id', 'revision', 'delivery', 'answer'])
    .execute();
  const problems: string[] = [];
  let savedUnheard = 0;
  const of = (work: string, part: string) =>
    rows.filter((row) => row.work_id === work && row.part_id === part);
  for (const { seat, part, acknowledged, pending } of desks) {
    const stored = of(seat.workId, part.id);
    const [row] = stored;
    const isOne = ({ delivery, revision, answer }: NonNullable<typeof acknowledged>) =>
      row?.delivery === delivery && row.revision === revision && row.answer === answer;
    if (stored.length > 1) problems.push(`${stored.length} answers of work ${seat.workId} to one part`);
    else if (pending && isOne(pending)) savedUnheard++;
    else if (acknowledged ? !isOne(acknowledged) : row)
      problems.push(
        `work ${seat.workId}: acknowledged ${JSON.stringify(acknowledged)}, stored ${JSON.stringify(row)}`
      );
  }
  return { savedUnheard, problems };
}
