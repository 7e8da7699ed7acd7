import { openBeside, openStore } from '../../src/lib/server/db/store.ts';
import { fillRoom, type Room } from './class.ts';
import { FIRST_TOKEN, teach } from './instructor.ts';
import type { Ground } from './places.ts';
import { fieldNames, targets, type Target } from './routes.ts';
import { Line, type Answered } from './saving.ts';
import { startServer, type Server } from './server.ts';

/** What came of junk. Nothing may be in `problems`. */
export interface Junked {
  requests: number;
  targets: number;
  /** How many answers of each status. */
  statuses: Record<string, number>;
  /** MiB left on the server's heap after a collection, once it had warmed up and at the end. */
  heap: { warm: number; end: number };
  problems: string[];
}

/** Who asks: nobody, or whoever has these cookies. */
interface Asker {
  name: string;
  cookie: string;
}

interface Junking {
  server: Server;
  room: Room;
  askers: Asker[];
  requests: number;
  /** Of `requests`: how many before memory is first measured. */
  warm: number;
  random: () => number;
}

/** How many problems are told. */
const TOLD = 10;
/** Requests under way at once. */
const LINES = 8;
/** What whoever asks may really do to themselves: it would leave the rest of the junk at the door. */
const LEAVES = /sign-out|\/account\/|shut|erase|^\/class\/\[class\]\/$/;

/**
 * Sends junk to a server of its own: as nobody, as a learner, and as the instructor of the class.
 * @param ground where its store is made
 */
export async function junkOn(
  ground: Ground,
  how: Pick<Junking, 'requests' | 'warm' | 'random'>
): Promise<Junked> {
  const store = await openStore(ground.place);
  const room = await fillRoom(store.db, { learners: 5, exercises: 3 }, Date.now());
  await store.close();
  const server = await startServer({ ...ground.env, WHOSE_WORDS_FIRST_TOKEN: FIRST_TOKEN });
  try {
    const beside = await openBeside(ground.place, 'guest');
    const cookie = await teach(server.url, beside.db, room).finally(() => beside.close());
    const askers = [
      { name: 'nobody', cookie: '' },
      { name: 'a learner', cookie: room.seats[0]!.cookie },
      { name: 'an instructor', cookie }
    ];
    return await throwJunk({ server, room, askers, ...how });
  } finally {
    await server.stop();
  }
}

/** MiB by which the heap may differ before it counts as growing. */
const FLAT = 8;

/** Sends junk to every page, action and endpoint, as everybody. A server answers all of it, and none of it with a 5xx. */
async function throwJunk(junking: Junking): Promise<Junked> {
  const { server, requests, warm } = junking;
  const all = targets();
  const found: Junked = {
    requests: 0,
    targets: all.length,
    statuses: {},
    heap: { warm: 0, end: 0 },
    problems: []
  };
  const draw = drawer(junking);
  const work = async () => {
    const line = new Line();
    while (found.requests < requests && server.isUp()) {
      const target = all[found.requests++ % all.length]!;
      if (found.requests === warm) found.heap.warm = await server.heap();
      const { told, send } = draw(target);
      const answer = await send(line).catch((error: unknown): Answered => ({
        status: 0,
        text: String(error),
        cookies: '',
        took: 0
      }));
      found.statuses[answer.status] = (found.statuses[answer.status] ?? 0) + 1;
      // A server may hang up on a body that is too long for it.
      if ((answer.status === 0 || answer.status >= 500) && found.problems.length < TOLD)
        found.problems.push(`${answer.status} to ${told}: ${answer.text.slice(0, 300)}`);
    }
    line.close();
  };
  await Promise.all(Array.from({ length: LINES }, work));
  if (!server.isUp()) {
    found.problems.push('The server ended.');
    return found;
  }
  found.heap.end = await server.heap();
  if (found.heap.end > found.heap.warm + FLAT)
    found.problems.push(`The heap grew from ${found.heap.warm} to ${found.heap.end} MiB.`);
  return found;
}

interface Drawn {
  told: string;
  send(line: Line): Promise<Answered>;
}

function drawer({ server, room, askers, random }: Junking): (target: Target) => Drawn {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const names = fieldNames();
  const ids: Record<string, string> = {
    class: room.classId,
    assignment: room.assignmentId,
    learner: room.seats[0]!.learnerId,
    part: room.parts[0]!.id
  };
  const known = [...Object.values(ids), room.seats[0]!.workId, room.parts[0]!.exercise.version];
  const text = () => pick([...TEXTS, ...known]);
  const json = (depth = 0): unknown => {
    const kind = random();
    if (depth < 3 && kind < 0.25) return Array.from({ length: 3 }, () => json(depth + 1));
    if (depth < 3 && kind < 0.6)
      return Object.fromEntries(
        Array.from({ length: 4 }, () => [pick([...names, ...FIELDS]), json(depth + 1)])
      );
    return pick<unknown>([null, true, -1, 0, 1, 1.5, 1e308, 2 ** 53, text()]);
  };
  const fields = () => Array.from({ length: 8 }, () => [pick(names), text()] as [string, string]);
  const bodies: (() => { type: string; body: string })[] = [
    () => ({ type: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields()).toString() }),
    () => ({ type: 'application/x-www-form-urlencoded', body: `%00%ff&&=${text()}&=` }),
    () => ({ type: 'multipart/form-data; boundary=b', body: multipart(fields()) }),
    () => ({ type: 'multipart/form-data; boundary=b', body: `--b\r\n${text()}` }),
    () => ({ type: 'multipart/form-data', body: text() }),
    () => ({ type: 'application/json', body: JSON.stringify(json()) }),
    () => ({ type: 'application/json', body: text() }),
    () => ({ type: 'text/plain', body: JSON.stringify(json()) }),
    () => ({ type: pick(['', 'a/b', 'application/json; charset=utf-16', '\t']), body: '' })
  ];
  return ({ path, method, action }) => {
    const nobodys = LEAVES.test(path) || (action !== null && LEAVES.test(action));
    const asker = nobodys ? askers[0]! : pick(askers);
    const isReal = random() < 0.8;
    const where = path.replaceAll(/\[(\w+)\]/g, (_all, name: string) =>
      encodeURIComponent((isReal ? ids[name] : undefined) ?? text().slice(0, 60).toWellFormed())
    );
    const query =
      action && action !== 'default'
        ? `?/${action}`
        : random() < 0.3
          ? `?${new URLSearchParams(fields())}`
          : '';
    const { type, body } = pick(bodies)();
    const url = `${server.url}${where}${query}`.slice(0, 4000);
    const headers = {
      cookie: asker.cookie,
      origin: server.url,
      accept: pick(['text/html', 'application/json', '*/*']),
      ...(method === 'GET' ? {} : { 'content-type': type })
    };
    const told = `${method} ${url.slice(server.url.length, 200)} as ${asker.name}, ${type}: ${body.slice(0, 200)}`;
    return { told, send: (line) => line.send(method, url, headers, method === 'GET' ? '' : body) };
  };
}

const multipart = (fields: [string, string][]): string =>
  fields
    .map(([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join('') + '--b--\r\n';

/** Names that programs trip over, and those of what is sent as JSON. */
const FIELDS = [
  ...['__proto__', 'constructor', 'toString', '', 'length'],
  ...['work', 'part', 'version', 'answer', 'base', 'after', 'delivery', 'labels', 'marks', 'id']
];

const TEXTS = [
  '',
  ' ',
  '\0',
  'nul \0 inside',
  '\ud800',
  'half \udc00 a pair',
  '\u202e right to left',
  'e\u0301\u0301\u0301',
  'a'.repeat(50_000),
  '😀'.repeat(3000),
  '__proto__',
  'constructor',
  '../../../etc/passwd',
  "'; DROP TABLE class; --",
  '<script>alert(1)</script>',
  '=1+1',
  '-1',
  '1e999',
  'NaN',
  '99999999999999999999',
  '2026-13-45T99:99',
  '+275760-09-13T00:00:00.001Z',
  'Europe/Nowhere',
  '[]',
  '{}',
  '{"a":',
  '[[[[[[[[',
  'null',
  'true',
  '%',
  '%E0%A4%A',
  '\r\nset-cookie: a=b'
];
