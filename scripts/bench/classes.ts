import { setTimeout as later } from 'node:timers/promises';
import { Outcome } from '../../src/lib/classroom/rescoring.ts';
import { openBeside, openStore, type Engine, type Store } from '../../src/lib/server/db/store.ts';
import { fillRoom, type Room } from '../load/class.ts';
import { FIRST_TOKEN, teach } from '../load/instructor.ts';
import { handInAll } from '../load/marks.ts';
import { onEachEngine, type Ground } from '../load/places.ts';
import { Line, type Answered } from '../load/saving.ts';
import { startServer } from '../load/server.ts';

/** Seconds that a rescoring takes: working it out as a preview, and bringing it in. */
export interface RescoringRow {
  engine: Engine;
  answers: number;
  changed: number;
  preview: number;
  apply: number;
}

/** Milliseconds until the server has sent a page of results. */
export interface ResultsRow {
  engine: Engine;
  page: string;
  first: number;
  median: number;
  slowest: number;
}

const RESCORED = { learners: 10_000, exercises: 10, earlier: true };
const CLASS = { learners: 40, exercises: 30 };
const OPENED = 20;

/** What instructors wait for: rescoring 100,000 answers, and the results of a class of forty with thirty exercises. */
export async function benchClasses(): Promise<{ rescoring: RescoringRow[]; results: ResultsRow[] }> {
  const rescoring = await onEachEngine(rescore);
  const results = await onEachEngine(openResults);
  return {
    rescoring: [rescoring.sqlite, rescoring.postgres],
    results: [...results.sqlite, ...results.postgres]
  };
}

/** An instructor at the results of a class that has handed in. */
interface AtResults {
  room: Room;
  db: Store['db'];
  /** Asks for a page below the results, or sends a form to one. */
  ask(path: string, form?: Record<string, string>): Promise<Answered>;
}

async function atResults<T>(
  { place, env }: Ground,
  sizes: Parameters<typeof fillRoom>[1],
  use: (here: AtResults) => Promise<T>
): Promise<T> {
  const store = await openStore(place);
  const room = await fillRoom(store.db, sizes, Date.now());
  await handInAll(store.db, room, Date.now()).finally(store.close);
  const server = await startServer({ ...env, WHOSE_WORDS_FIRST_TOKEN: FIRST_TOKEN });
  const beside = await openBeside(place, 'guest');
  const line = new Line();
  try {
    const cookie = await teach(server.url, beside.db, room);
    const results = `${server.url}/desk/classes/${room.classId}/assignments/${room.assignmentId}/results/`;
    return await use({
      room,
      db: beside.db,
      async ask(path, form) {
        const headers = form
          ? {
              ...{ cookie, origin: server.url, accept: 'application/json' },
              'content-type': 'application/x-www-form-urlencoded'
            }
          : { cookie, accept: 'text/html' };
        const body = new URLSearchParams(form).toString();
        const answered = await line.send(form ? 'POST' : 'GET', results + path, headers, body);
        if (answered.status !== 200) throw new Error(`${answered.status} for ${path}: ${answered.text}`);
        return answered;
      }
    });
  } finally {
    line.close();
    await beside.close();
    await server.stop();
  }
}

const rescore = (ground: Ground): Promise<RescoringRow> =>
  atResults(ground, RESCORED, async ({ db, ask }) => {
    const began = performance.now();
    await ask('rescore/?/preview', { why: 'Another key.' });
    const ready = () =>
      db.selectFrom('rescoring').selectAll().where('ready_at', 'is not', null).executeTakeFirst();
    let preview = await ready();
    for (; !preview; preview = await ready()) await later(50);
    const seconds = (milliseconds: number) => Number((milliseconds / 1000).toFixed(1));
    const worked = seconds(performance.now() - began);
    const { text, took } = await ask(`rescore/${preview.id}/?/apply`, { sure: 'yes' });
    if (!text.includes('"success"')) throw new Error(`The rescoring was not applied: ${text}`);
    const { marks, changed } = Outcome.parse(JSON.parse(preview.outcome!));
    return { engine: ground.engine, answers: marks, changed, preview: worked, apply: seconds(took) };
  });

const openResults = (ground: Ground): Promise<ResultsRow[]> =>
  atResults(ground, CLASS, async ({ room, ask }) => {
    const pages = { 'the class': '', 'one exercise, item by item': `parts/${room.parts[0]!.id}/` };
    const rows: ResultsRow[] = [];
    for (const [page, path] of Object.entries(pages)) {
      const times: number[] = [];
      for (let n = 0; n < OPENED; n++) times.push(Number((await ask(path)).took.toFixed(1)));
      const [first] = times;
      times.sort((a, b) => a - b);
      rows.push({
        ...{ engine: ground.engine, page, first: first! },
        ...{ median: times[OPENED / 2]!, slowest: times.at(-1)! }
      });
    }
    return rows;
  });
