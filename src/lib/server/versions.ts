import type { Kysely } from 'kysely';
import { isTypeName, registry } from '../exercises/registry.ts';
import { Settings } from '../classroom/settings.ts';
import type { Database, Row } from './db/schema.ts';
import { openPinned, type Opened } from './marking.ts';

/**
 * What assignments pinned, read once: a version is named by its content, so that what was read of it never changes.
 */

/** A pinned exercise, ready to be shown, answered and checked. */
export interface Version {
  row: Omit<Row<'pinned'>, 'item' | 'key'>;
  /** Its logic with item and key. */
  opened: Opened;
  /** An answer without anything in it yet. */
  blank: unknown;
  /** The answer that a value is, where it is one to this exercise; else `null`. */
  answerOf: (value: unknown) => unknown;
}

/** How many are kept at once: what some forty assignments use. */
const MOST = 200;
const known = new Map<string, Promise<Version | null>>();

/** The exercise of a version, or `null` where none was pinned. */
export function versionOf(db: Kysely<Database>, version: string): Promise<Version | null> {
  const found = known.get(version) ?? read(db, version);
  known.delete(version);
  known.set(version, found);
  if (known.size > MOST) known.delete(known.keys().next().value!);
  const forget = () => known.get(version) === found && known.delete(version);
  // What is missing now may be pinned later, and a database may come back.
  found.then((pinned) => pinned ?? forget(), forget);
  return found;
}

async function read(db: Kysely<Database>, version: string): Promise<Version | null> {
  const pinned = await db.selectFrom('pinned').selectAll().where('version', '=', version).executeTakeFirst();
  if (!pinned || !isTypeName(pinned.type)) return null;
  const { item: _, key: __, ...row } = pinned;
  const type = registry[pinned.type];
  const opened = await openPinned(pinned);
  const { logic, item } = opened;
  return {
    row,
    opened,
    blank: logic.blank(item),
    answerOf(value) {
      const answer = logic.answer.safeParse(value);
      return answer.success && type.fits(item, answer.data) ? answer.data : null;
    }
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
