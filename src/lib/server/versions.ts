import type { Kysely } from 'kysely';
import type { PublicExercise } from '../exercises/context.ts';
import { isTypeName, registry, type AnyLogic } from '../exercises/registry.ts';
import { Settings } from '../classroom/settings.ts';
import type { Database, Row } from './db/schema.ts';

/**
 * What assignments pinned, parsed once: a version is named by its content, so that what was read of it never changes.
 */

/** A pinned exercise, ready to be shown, answered and checked. */
export interface Pinned {
  row: Row<'pinned'>;
  logic: AnyLogic;
  item: Parameters<AnyLogic['check']>[0];
  key: unknown;
  /** An answer without anything in it yet. */
  blank: unknown;
  /** Whether a value that has the shape of an answer fits the item. */
  fits: (answer: unknown) => boolean;
}

/** How many are kept at once: as many as some forty assignments use. */
const MOST = 200;
const known = new Map<string, Pinned>();
/** What is being read, by who reads it: a transaction may not wait for somebody who waits for its end. */
const reading = new WeakMap<Kysely<Database>, Map<string, Promise<Pinned | null>>>();

/** The exercise of a version, or `null` where none was pinned. */
export function versionOf(db: Kysely<Database>, version: string): Promise<Pinned | null> {
  const found = known.get(version);
  if (found) {
    keep(found);
    return Promise.resolve(found);
  }
  const own = reading.get(db) ?? new Map<string, Promise<Pinned | null>>();
  reading.set(db, own);
  const asked = own.get(version) ?? read(db, version).finally(() => own.delete(version));
  own.set(version, asked);
  return asked;
}

/** Those that were asked for last are kept. */
function keep(pinned: Pinned): void {
  const { version } = pinned.row;
  known.delete(version);
  known.set(version, pinned);
  const [oldest] = known.keys();
  if (known.size > MOST) known.delete(oldest!);
}

async function read(db: Kysely<Database>, version: string): Promise<Pinned | null> {
  const row = await db.selectFrom('pinned').selectAll().where('version', '=', version).executeTakeFirst();
  const pinned = row ? await openRow(row) : null;
  // What is missing now may be pinned later.
  if (pinned) keep(pinned);
  return pinned;
}

/** Parses an exercise as it is pinned, or would be; `null` where its type is not known here. */
export async function openRow(row: Row<'pinned'>): Promise<Pinned | null> {
  if (!isTypeName(row.type)) return null;
  const type = registry[row.type];
  const logic = await type.logic();
  const item = logic.item.parse(JSON.parse(row.item));
  return {
    row,
    logic,
    item,
    key: logic.key.parse(JSON.parse(row.key)),
    blank: logic.blank(item),
    fits: (answer) => type.fits(item, answer)
  };
}

/** What a page gets to be answered of a pinned exercise: everything but the key. */
export function publicOf({ row, item }: Pinned): PublicExercise {
  const { pack, slug, type, title, task, minutes, version } = row;
  return {
    pack,
    slug,
    type,
    title,
    task,
    level: row.level as PublicExercise['level'],
    minutes,
    version,
    item
  };
}

const settings = new Map<string, Settings>();

/** The settings of an assignment, as they are stored. */
export function settingsOf(stored: string): Settings {
  const found = settings.get(stored) ?? Settings.parse(JSON.parse(stored));
  if (!settings.has(stored) && settings.size >= MOST) settings.clear();
  settings.set(stored, found);
  return found;
}
