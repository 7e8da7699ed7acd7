import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { openBeside, openStore, type Engine } from '../../src/lib/server/db/store.ts';
import { FIRST_TOKEN, teach } from '../load/instructor.ts';
import { fillLive, Listener, type LiveRoom } from '../load/live.ts';
import { onEachEngine, type Ground } from '../load/places.ts';
import { Desk, Line } from '../load/saving.ts';
import { startServer, type Server } from '../load/server.ts';
import { cutOn } from './cut.ts';
import { heatRows } from './heat.ts';

/** How long it takes until everybody in a live session knows what the instructor did. */
export interface FanOutRow {
  engine: Engine | 'bare';
  listeners: number;
  /** Milliseconds from the click being sent to a device having it. */
  p50: number;
  p95: number;
  p99: number;
  /** p95, as a multiple of the bare server's with as many listeners. */
  ofBare: number | null;
  /** KiB that the process grew by, for each listener. */
  perListenerKiB: number;
}

/**
 * One more answer is saved while those of a thousand are in: until the instructor has been told. With learners on the line
 * as well, each of whom is looked at.
 */
export interface HeatRow {
  exercise: string;
  answers: number;
  rounds: 1 | 2;
  listening: 'desk' | 'desk and learners';
  /** Milliseconds: half of them took so long at most, and the slowest so long. */
  median: number;
  slowest: number;
  /** Milliseconds of the processor that the median took: of a machine that has something else to do as well, too. */
  cpu: number;
  /** KiB that go over the line. */
  board: number;
}

/** A class whose every connection is cut at random, the listening ones and those that save. */
export interface CutRow {
  engine: Engine;
  learners: number;
  seconds: number;
  cuts: number;
  acknowledged: number;
  /** Answers that were acknowledged and are not stored as they were, or twice. */
  lost: number;
  /** Devices that did not have the last state in the end. */
  behind: number;
}

/** Answers that are taken in while the instructor watches what the class gives. */
export interface AbsorbedRow {
  engine: Engine | 'bare';
  learners: number;
  perSecond: number;
  p95: number;
  /** Boards that the instructor was sent meanwhile, a second. */
  boards: number;
  ofBare: number | null;
}

const LISTENERS = [30, 300, 1000];
/** Clicks that are measured, and milliseconds between two: more than the quarter second that views are gathered for. */
const CLICKS = 24;
const APART = 400;
/** Milliseconds after which a device counts as one that did not hear. */
const PATIENCE = 10_000;
/** Learners who answer, each as soon as the last answer was acknowledged, and for how many seconds. */
const ANSWERING = 300;
const SECONDS = 8;

/** A server whose listeners are measured: ours, or the bare one. */
interface Measured {
  pid: number;
  events: (n: number) => { url: string; cookie: string };
  /** Sends what every listener hears of next, and says how to know it. */
  tell(line: Line, n: number): Promise<(data: string) => boolean>;
}

/** The live classroom on the built server, on either engine, against a bare server in the same run. */
export async function benchLive(): Promise<{
  fanOut: FanOutRow[];
  absorbed: AbsorbedRow[];
  heat: HeatRow[];
  cut: CutRow[];
}> {
  const fanOut: FanOutRow[] = [];
  const absorbed: AbsorbedRow[] = [];
  const cut: CutRow[] = [];
  for (const listeners of LISTENERS)
    await withBare(async (bare) => {
      const row = await fanOutOf(bareMeasured(bare, 'x'.repeat(700)), listeners);
      fanOut.push({ engine: 'bare', ...row, ofBare: null });
    });
  await withBare(async (bare) => {
    absorbed.push({ engine: 'bare', ...(await absorbedBy(bareSaves(bare.url), null)), ofBare: null });
  });
  const bareP95 = (n: number) => fanOut.find((row) => row.engine === 'bare' && row.listeners === n)!.p95;
  await onEachEngine(async (ground) => {
    const live = await liveOn(ground);
    const { room, cookie } = live;
    for (const listeners of LISTENERS)
      await withServer(ground, async (server) => {
        const row = await fanOutOf(oursMeasured(server.url, server.pid, room, cookie), listeners);
        fanOut.push({ engine: ground.engine, ...row, ofBare: round(row.p95 / bareP95(listeners), 2) });
      });
    await withServer(ground, async (server) => {
      const url = `${server.url}/desk/classes/${room.classId}/live/${room.liveId}/events`;
      const learners = room.seats.slice(0, ANSWERING).map((seat) => {
        const desk = new Desk(room, seat, room.parts[0]!, `live/${room.liveId}`);
        return (line: Line) => desk.save(server.url, line);
      });
      const row = await absorbedBy(learners, { url, cookie });
      const ofBare = round(row.perSecond / absorbed[0]!.perSecond, 2);
      absorbed.push({ engine: ground.engine, ...row, ofBare });
    });
    cut.push(await cutOn(ground, live));
  });
  return { fanOut, absorbed, heat: await heatRows(), cut };
}

interface LiveGround {
  room: LiveRoom;
  /** Of the instructor. */
  cookie: string;
}

async function liveOn(ground: Ground): Promise<LiveGround> {
  const store = await openStore(ground.place);
  const room = await fillLive(store.db, Math.max(...LISTENERS), Date.now());
  await store.close();
  return withServer(ground, async (server) => {
    const beside = await openBeside(ground.place, 'guest');
    const cookie = await teach(server.url, beside.db, room).finally(() => beside.close());
    return { room, cookie };
  });
}

/** A server of its own for each thing that is measured: what another left on its heap counts for nothing. */
async function withServer<T>(ground: Ground, use: (server: Server) => Promise<T>): Promise<T> {
  const server = await startServer({ ...ground.env, WHOSE_WORDS_FIRST_TOKEN: FIRST_TOKEN });
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}

async function withBare(use: (bare: Bare) => Promise<void>): Promise<void> {
  const bare = await startBare();
  try {
    await use(bare);
  } finally {
    bare.stop();
  }
}

/** The instructor lets learners go at their own pace, and back: everybody is told of it. */
function oursMeasured(url: string, pid: number, room: LiveRoom, cookie: string): Measured {
  const at = `/class/${room.classId}/live/${room.liveId}/events`;
  const Version = z.object({ version: z.int() });
  return {
    pid,
    events: (n) => ({ url: url + at, cookie: room.seats[n]!.cookie }),
    async tell(line, n) {
      const { status, text } = await line.send(
        'POST',
        `${url}/desk/classes/${room.classId}/live/${room.liveId}/click`,
        { cookie, origin: url, 'content-type': 'application/json' },
        JSON.stringify({ click: { do: 'pace', pace: n % 2 === 0 ? 'own' : 'together' } })
      );
      if (status !== 200) throw new Error(`A click was answered ${status}: ${text.slice(0, 300)}`);
      const { version } = Version.parse(JSON.parse(text));
      return (data) => Number(/"version":(\d+)/.exec(data)?.[1] ?? 0) >= version;
    }
  };
}

function bareMeasured({ url, pid }: Bare, payload: string): Measured {
  return {
    pid,
    events: () => ({ url: `${url}/events`, cookie: '' }),
    async tell(line, n) {
      await line.send('POST', `${url}/tell`, {}, `${n} ${payload}`);
      return (data) => data.startsWith(`${n} `);
    }
  };
}

/** Opens so many lines, clicks, and notes when each device has it. */
async function fanOutOf(measured: Measured, listeners: number) {
  const before = residentKiB(measured.pid);
  const heard: { event: string; data: string; at: number }[][] = [];
  const open: Listener[] = [];
  for (let n = 0; n < listeners; n++) {
    const { url, cookie } = measured.events(n);
    const own: (typeof heard)[number] = [];
    heard.push(own);
    open.push(new Listener(url, cookie, (event, data) => own.push({ event, data, at: performance.now() })));
    if (n % 50 === 49) await Promise.all(open.map((each) => each.open));
  }
  await Promise.all(open.map((each) => each.open));
  await later(2000);
  const perListenerKiB = round((residentKiB(measured.pid) - before) / listeners, 1);
  const line = new Line();
  const times: number[] = [];
  let missed = 0;
  for (let n = 0; n < CLICKS; n++) {
    for (const own of heard) own.length = 0;
    const began = performance.now();
    const isIt = await measured.tell(line, n);
    const found = () =>
      heard.flatMap((own) => own.find(({ event, data }) => event === 'view' && isIt(data))?.at ?? []);
    while (found().length < listeners && performance.now() - began < PATIENCE) await later(20);
    const at = found();
    missed += listeners - at.length;
    times.push(...at.map((each) => each - began));
    await later(APART);
  }
  line.close();
  for (const each of open) each.close();
  if (missed > 0) throw new Error(`${missed} devices did not hear of a click within ${PATIENCE} ms`);
  return { listeners, ...percentiles(times), perListenerKiB };
}

/** Learners answer without a pause, while the instructor watches. */
async function absorbedBy(
  learners: ((line: Line) => Promise<number>)[],
  watching: { url: string; cookie: string } | null
) {
  let boards = 0;
  const listener =
    watching && new Listener(watching.url, watching.cookie, (event) => (boards += Number(event === 'board')));
  await listener?.open;
  const times: number[] = [];
  const ends = performance.now() + SECONDS * 1000;
  await Promise.all(
    learners.map(async (save) => {
      const line = new Line();
      while (performance.now() < ends) times.push(await save(line));
      line.close();
    })
  );
  listener?.close();
  return {
    learners: learners.length,
    perSecond: Math.round(times.length / SECONDS),
    p95: percentiles(times).p95,
    boards: round(boards / SECONDS, 1)
  };
}

const bareSaves = (url: string) =>
  Array.from({ length: ANSWERING }, () => async (line: Line) => {
    const { took } = await line.send('POST', `${url}/save`, { 'content-type': 'application/json' }, '{}');
    return took;
  });

interface Bare {
  url: string;
  pid: number;
  stop(): void;
}

async function startBare(): Promise<Bare> {
  const child = fork(resolve(import.meta.dirname, 'bare-events.ts'));
  const [url] = (await once(child, 'message')) as [string];
  return { url, pid: child.pid!, stop: () => void child.kill() };
}

const residentKiB = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? NaN);

function percentiles(times: number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!, 1);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

const round = (value: number, digits: number) => Number(value.toFixed(digits));
const later = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
