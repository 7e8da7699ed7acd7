import type { Kysely } from 'kysely';
import type { KeyItem } from '../../classroom/live/compared.ts';
import type { ClassUnit, Passage, Place } from '../../exercises/define.ts';
import type { SourceCard } from '../../exercises/lesson/context.ts';
import { withNames } from '../../exercises/parts/class-words.ts';
import { samePlace } from '../../exercises/pointed.ts';
import { registry, type TypeName } from '../../exercises/registry.ts';
import type { Database } from '../db/schema.ts';
import { versionOf, type Pinned } from '../versions.ts';
import type { Live } from './sessions.ts';

/** A step of a live session as the instructor's pages and the wall show it. */

/** A step as lists have it. */
export interface ListedStep {
  part: string;
  title: string;
  minutes: number;
  access: 'open' | 'reserved';
}

/** The steps of a session, in their order. */
export async function listedSteps(db: Kysely<Database>, { parts }: Live): Promise<ListedStep[]> {
  const versions = parts.flatMap(({ version }) => version ?? []);
  const rows = await db
    .selectFrom('pinned')
    .select(['version', 'title', 'minutes', 'access'])
    .where('version', 'in', versions.concat(''))
    .execute();
  const byVersion = new Map(rows.map((row) => [row.version, row]));
  return parts.flatMap(({ id, version }) => {
    const row = byVersion.get(version ?? '');
    return row ? [{ part: id, title: row.title, minutes: row.minutes, access: row.access }] : [];
  });
}

/** The step that is looked at, with its texts. */
export interface ShownStep extends ListedStep {
  task: string;
  type: TypeName;
  item: { passages: Passage[] };
  sources: SourceCard[];
  /** The key, and what it says of each item; `null` where it may not be shown. */
  key: { key: unknown; items: KeyItem[] } | null;
}

/**
 * A step with its texts, and with its key where `keyed`.
 * @returns `null` where the session has no such step
 */
export async function shownStep(
  db: Kysely<Database>,
  { parts }: Pick<Live, 'parts'>,
  partId: string,
  keyed: boolean
): Promise<ShownStep | null> {
  const part = parts.find(({ id }) => id === partId);
  const pinned = part?.version ? await versionOf(db, part.version) : null;
  if (!pinned) return null;
  const { row, item, key } = pinned;
  return {
    ...{ part: partId, title: row.title, minutes: row.minutes, access: row.access, task: row.task },
    ...{ type: row.type as TypeName, item, sources: JSON.parse(row.sources) as SourceCard[] },
    key: keyed ? { key, items: await keyItems(pinned) } : null
  };
}

/** What everybody is asked about in an exercise, and where: it is made of the item alone. */
export async function askedUnits({ row, item }: Pinned): Promise<ClassUnit[]> {
  const classroom = await registry[row.type as TypeName].classroom();
  return classroom.count(item, []).units;
}

/** Whether learners are asked about anything: else they mark words freely. */
export const asksOf = async (pinned: Pinned): Promise<boolean> => (await askedUnits(pinned)).length > 0;

/** What the key says of each item of an exercise, in words. */
export async function keyItems(pinned: Pinned): Promise<KeyItem[]> {
  const { row, logic, item, key } = pinned;
  const cards = JSON.parse(row.sources) as SourceCard[];
  const sources = item.passages.map(({ source }) => source);
  const named = (words: string) =>
    withNames(words, sources, (of) => cards.find((card) => card.id === of)?.name ?? null);
  const classroom = await registry[row.type as TypeName].classroom();
  const verdict = logic.check(item, key, logic.solution(item, key));
  if (verdict.status === 'invalid') throw new Error(`The key of ${row.slug} is no answer to it.`);
  const said = new Map(verdict.items.map((one) => [one.id, one]));
  const expected = classroom.keyed(item, key);
  const marks = classroom.marks(item, key);
  // Where words are marked freely, an item is no unit of its own: the key has its words marked, or not.
  const asked = new Map((await askedUnits(pinned)).map(({ id, places }) => [id, places]));
  const free = asked.size === 0;
  const name = (id: string, given: string) => classroom.reading(item, id, given).name;
  return classroom.items(item, key).flatMap((unit: ClassUnit): KeyItem[] => {
    const { id, group, badge, what } = unit;
    const one = said.get(id);
    const contested = one?.contested ?? null;
    const as = expected.get(id) ?? null;
    const place = unit.places[0] ?? one?.key[0] ?? null;
    const reading = as ?? contested?.readings[0]?.as;
    if (as === null && !contested && !(free && place)) return [];
    return [
      {
        ...{ id, group, badge, what: named(what), place },
        asked: place !== null && (asked.get(id)?.some((one) => samePlace(one, place)) ?? false),
        expected: as,
        says: as === null ? null : name(id, as),
        reason: one?.reason ?? '',
        shows: one?.shows.map(({ quote }) => quote) ?? [],
        contested: contested && {
          undecided: contested.undecided,
          readings: contested.readings.map(({ as, reason }) => ({ as, name: name(id, as), reason }))
        },
        marked: free && place ? marks.some((mark) => meets(mark, place)) : null,
        figure: reading !== undefined && classroom.reading(item, id, reading).look === 'figure'
      }
    ];
  });
}

const meets = (a: Place, b: Place) => a.source === b.source && a.start < b.end && a.end > b.start;
