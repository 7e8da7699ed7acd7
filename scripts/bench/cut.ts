import { openBeside } from '../../src/lib/server/db/store.ts';
import { generator } from '../../src/lib/text/seeded.ts';
import { Listener, type LiveRoom } from '../load/live.ts';
import type { Ground } from '../load/places.ts';
import { Desk, Line } from '../load/saving.ts';
import { startServer } from '../load/server.ts';
import { compare } from '../load/soak.ts';
import type { CutRow } from './live.ts';

const LEARNERS = 200;
const SECONDS = 30;
/** How many times a minute each of a learner's two connections is cut. */
const CUTS = 4;
/** Milliseconds between two answers of a learner, and until a line that was cut is opened again. */
const PAUSE = 500;

/** A class whose connections are cut at random while it answers, and whose instructor goes on clicking. */
export async function cutOn(
  ground: Ground,
  { room, cookie }: { room: LiveRoom; cookie: string }
): Promise<CutRow> {
  const random = generator(1);
  const server = await startServer(ground.env);
  const { classId, liveId } = room;
  const events = `${server.url}/class/${classId}/live/${liveId}/events`;
  const ends = performance.now() + SECONDS * 1000;
  // Not those who answered before: what is stored of them is compared with what they were told.
  const seats = room.seats.slice(-LEARNERS);
  const desks = seats.map((seat) => new Desk(room, seat, room.parts[0]!, `live/${liveId}`));
  const heard = seats.map(() => 0);
  const open: Listener[] = [];
  let cuts = 0;
  let acknowledged = 0;
  let version = 0;
  const isCut = () => performance.now() < ends && random() < (CUTS * PAUSE) / 60_000;

  const learn = async (desk: Desk, n: number) => {
    let line = new Line();
    const listen = () => {
      const listener = new Listener(events, desk.seat.cookie, (event, data) => {
        if (event === 'view') heard[n] = Number(/"version":(\d+)/.exec(data)?.[1] ?? 0);
      });
      // One that is cut before it stands is opened again like the others.
      listener.open.catch(() => {});
      return listener;
    };
    let listener = listen();
    while (performance.now() < ends || desk.pending) {
      const saving = desk.save(server.url, line).then(
        () => acknowledged++,
        () => undefined
      );
      if (isCut()) {
        line.close();
        line = new Line();
        cuts++;
      }
      await saving;
      if (isCut()) {
        listener.close();
        cuts++;
        await later(PAUSE);
        listener = listen();
      }
      await later(PAUSE * random() * 2);
    }
    line.close();
    open.push(listener);
  };

  const teach = async () => {
    const line = new Line();
    for (let n = 0; performance.now() < ends; n++) {
      const { text } = await line.send(
        'POST',
        `${server.url}/desk/classes/${classId}/live/${liveId}/click`,
        { cookie, origin: server.url, 'content-type': 'application/json' },
        JSON.stringify({ click: { do: 'names', shown: n % 2 === 0 } })
      );
      version = Number(/"version":(\d+)/.exec(text)?.[1] ?? version);
      await later(1000);
    }
    line.close();
  };

  try {
    await Promise.all([teach(), ...desks.map(learn)]);
    await later(2000);
    const beside = await openBeside(ground.place, 'reader');
    const { problems } = await compare(beside, desks).finally(() => beside.close());
    for (const each of open) each.close();
    return {
      ...{ engine: ground.engine, learners: LEARNERS, seconds: SECONDS, cuts, acknowledged },
      ...{ lost: problems.length, behind: heard.filter((last) => last < version).length }
    };
  } finally {
    await server.stop();
  }
}

const later = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
