import type { EventEmitter } from 'node:events';
import { placeOf } from '../db/place.ts';
import { store } from '../store.ts';
import { LocalBus, type Bus } from './bus.ts';
import { PostgresBus } from './bus-postgres.ts';
import { Hub } from './hub.ts';
import { runningLives, touchLives } from './sessions.ts';

/** The live sessions of this server. */
export interface Here {
  bus: Bus;
  hub: Hub;
}

let opened: Promise<Here> | null = null;

/** Remembered beyond this module, which development loads anew whenever its code changes. */
const kept = globalThis as { whoseWordsLive?: Promise<Here> };

export function here(): Promise<Here> {
  return (opened ??= kept.whoseWordsLive = open(kept.whoseWordsLive));
}

async function open(before: Promise<Here> | undefined): Promise<Here> {
  await before?.then(close, () => {});
  const { db } = await store();
  const place = placeOf(process.env);
  const bus = 'databaseUrl' in place ? new PostgresBus(db, place.databaseUrl) : new LocalBus();
  const made = { bus, hub: new Hub(db, bus) };
  const server: EventEmitter = process;
  // Streams end of themselves alone: a server that stops waits for nobody who listens.
  server.once('whose-words:stopping', () => void close(made));
  server.once('sveltekit:shutdown', () => void close(made));
  return made;
}

async function close({ bus, hub }: Here): Promise<void> {
  hub.close();
  await bus.close();
}

/** Ends a class or takes it away, by `change`, and tells every device of its sessions at once. */
export async function tellingEnd(classId: string, change: () => Promise<void>): Promise<void> {
  const { db } = await store();
  const { bus } = await here();
  // Afterwards none of them runs any more.
  const ran = await touchLives(db, classId);
  await change();
  for (const live of ran) bus.tell({ live });
}

/** Says that a device, or an instructor, may be of a class no more: its sessions are told to look who listens. */
export async function tellWho(classId: string): Promise<void> {
  const { db } = await store();
  const { bus } = await here();
  for (const live of await runningLives(db, classId)) bus.tell({ live, who: true });
}

/** Tells every device of a class's sessions that names, or who is in the class, have changed. */
export async function tellRoster(classId: string): Promise<void> {
  const { db } = await store();
  const { bus } = await here();
  for (const live of await touchLives(db, classId)) bus.tell({ live });
}
