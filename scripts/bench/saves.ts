import { Client } from 'undici';
import { openStore, type Engine } from '../../src/lib/server/db/store.ts';
import { fillRoom, type Room } from '../load/class.ts';
import { onEachEngine, type Ground } from '../load/places.ts';
import { Desk, Line } from '../load/saving.ts';
import { startServer } from '../load/server.ts';
import { bareInserts, startBareHandler } from './bare.ts';

export interface SaveRow {
  engine: Engine;
  learners: number;
  /** Whether each learner saves as soon as the last answer was acknowledged, or once in so many seconds. */
  pace: 'at once' | 'every 3 s';
  perSecond: number;
  /** Milliseconds until a save is acknowledged. */
  p50: number;
  p95: number;
  p99: number;
  /** Milliseconds for which a save keeps a processor of the server busy: what a busy machine changes least. */
  cpu: number;
  /** The rate, as a share of the same rows inserted into the same engine with nothing around them; `null` where it is set. */
  ofInserts: number | null;
  /** The rate, as a share of a handler that says that it saved, and does nothing. */
  ofHandler: number | null;
}

/** A rate that saves are measured against, a second. */
export interface BareRow {
  what: string;
  perSecond: number;
}

const LEARNERS = [30, 300, 1000];
const EXERCISES = 10;
/** Seconds of each measurement, after some to warm up. */
const SECONDS = 6;
const WARM = 2;
/** Learners who save every few seconds, as a school's do at work. */
const AT_WORK = 300;
const PACE = 3;

/** Saves over http to the built server, on either engine, and what they are measured against in the same run. */
export async function benchSaves(): Promise<{ rows: SaveRow[]; bare: BareRow[] }> {
  const bare: BareRow[] = [];
  const handler = new Map<number, number>();
  const rows = await onEachEngine(async (ground) => {
    const room = await roomOn(ground, Math.max(...LEARNERS));
    if (handler.size === 0) await bareRates(room, handler);
    const before = await bareInserts(ground, room);
    const rows = await savesOn(ground, room, handler);
    // Before and after: a machine is not always as fast.
    const inserts = (before + (await bareInserts(ground, room))) / 2;
    bare.push({ what: `bare inserts, ${ground.engine}`, perSecond: Math.round(inserts) });
    return rows.map((row) =>
      row.pace === 'at once' ? { ...row, ofInserts: share(row.perSecond, inserts) } : row
    );
  });
  for (const [learners, perSecond] of handler)
    bare.push({ what: `bare handler, ${learners} at once`, perSecond: Math.round(perSecond) });
  return { rows: [...rows.sqlite, ...rows.postgres], bare };
}

async function roomOn({ place }: Ground, learners: number): Promise<Room> {
  const store = await openStore(place);
  try {
    return await fillRoom(store.db, { learners, exercises: EXERCISES }, Date.now());
  } finally {
    await store.close();
  }
}

async function bareRates(room: Room, rates: Map<number, number>): Promise<void> {
  const server = await startBareHandler();
  try {
    for (const learners of LEARNERS)
      rates.set(learners, (await atOnce(server.url, desksOf(room).slice(0, learners))).perSecond);
  } finally {
    await server.stop();
  }
}

async function savesOn(ground: Ground, room: Room, handler: ReadonlyMap<number, number>): Promise<SaveRow[]> {
  const desks = desksOf(room);
  const server = await startServer(ground.env);
  const rows: SaveRow[] = [];
  try {
    for (const learners of LEARNERS) {
      const before = await server.cpu();
      const { saves, ...measured } = await atOnce(server.url, desks.slice(0, learners));
      const cpu = each(await server.cpu(), before, saves);
      const ofHandler = share(measured.perSecond, handler.get(learners)!);
      rows.push({
        ...{ engine: ground.engine, learners, pace: 'at once', ...measured, cpu },
        ...{ ofInserts: null, ofHandler }
      });
    }
    const before = await server.cpu();
    const { saves, ...measured } = await paced(server.url, desks.slice(0, AT_WORK));
    const cpu = each(await server.cpu(), before, saves);
    rows.push({
      ...{ engine: ground.engine, learners: AT_WORK, pace: 'every 3 s', ...measured, cpu },
      ...{ ofInserts: null, ofHandler: null }
    });
    return rows;
  } finally {
    await server.stop();
  }
}

const each = (after: number, before: number, saves: number) => Number(((after - before) / saves).toFixed(2));
const share = (part: number, whole: number) => Number((part / whole).toFixed(2));

/** Of each learner the answers to all exercises. */
const desksOf = (room: Room): Desk[][] =>
  room.seats.map((seat) => room.parts.map((part) => new Desk(room, seat, part)));

interface Measured extends Pick<SaveRow, 'perSecond' | 'p50' | 'p95' | 'p99'> {
  /** All that were acknowledged, also while it warmed up. */
  saves: number;
}

/** Everybody saves, one exercise after the other, each as soon as the last answer was acknowledged. */
async function atOnce(url: string, learners: Desk[][]): Promise<Measured> {
  const times: number[] = [];
  let saves = 0;
  const begins = performance.now() + WARM * 1000;
  const ends = begins + SECONDS * 1000;
  await Promise.all(
    learners.map(async (own) => {
      const client = new Client(url);
      for (let turn = 0, now = 0; now < ends; turn++) {
        const desk = own[turn % own.length]!;
        const began = performance.now();
        const { status, text } = await asked(client, desk.request(url));
        now = performance.now();
        desk.heard(status, text);
        saves++;
        if (began >= begins && now <= ends) times.push(now - began);
      }
      await client.close();
    })
  );
  return measured(times, saves);
}

/** Asks with as little as there can be around it: the processors that this takes are not the server's. */
const asked = (client: Client, request: ReturnType<Desk['request']>) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    let [status, text] = [0, ''];
    client.dispatch(request, {
      onRequestStart() {},
      onResponseStart: (_controller, code) => void (status = code),
      onResponseData: (_controller, chunk) => void (text += chunk.toString()),
      onResponseEnd: () => resolve({ status, text }),
      onResponseError: (_controller, error) => reject(error)
    });
  });

/** Everybody saves once in `PACE` seconds, as long as the server takes no longer. */
async function paced(url: string, learners: Desk[][]): Promise<Measured> {
  const times: number[] = [];
  let saves = 0;
  const begins = performance.now() + PACE * 1000;
  const ends = begins + SECONDS * 1000;
  await Promise.all(
    learners.map(async (own, n) => {
      const line = new Line();
      // They do not all press the key in the same moment.
      let next = begins - PACE * 1000 * (1 - n / learners.length);
      for (let turn = 0; next < ends; turn++, next += PACE * 1000) {
        await until(next);
        const took = await own[turn % own.length]!.save(url, line);
        saves++;
        if (next >= begins) times.push(took);
      }
      line.close();
    })
  );
  return measured(times, saves);
}

const until = (time: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, time - performance.now())));

function measured(times: number[], saves: number): Measured {
  times.sort((a, b) => a - b);
  const at = (part: number) => Number((times[Math.floor(times.length * part)] ?? NaN).toFixed(1));
  const perSecond = Math.round(times.length / SECONDS);
  return { perSecond, p50: at(0.5), p95: at(0.95), p99: at(0.99), saves };
}
