import { sql, type Kysely } from 'kysely';
import type { Database } from './db/schema.ts';
import { teachersOf } from './teachers.ts';

/**
 * Everything of a class as one value: what an instructor takes away before it is erased. Rows as they are stored, JSON
 * opened up. Left out are the hashes of codes, and the keys of exercises.
 */

type Db = Kysely<Database>;

/** The tables whose rows belong to a class, but for devices and invitations, which are secrets alone, and for previews. */
export const EXPORTED = [
  'assignment',
  'chosen',
  'part',
  'extension',
  'opt_out',
  'live',
  'live_seat',
  'live_made',
  'work',
  'answer',
  'score',
  'override',
  'comment',
  'accepted',
  'rescoring',
  'audit'
] as const satisfies (keyof Database)[];

/** Tables without an id of their own. */
const BY_LEARNER = new Set<string>(['chosen', 'extension', 'opt_out', 'live_seat']);

/** What is JSON text in the store. */
const OPENED = new Set(['plan', 'outcome', 'settings', 'answer', 'marked', 'item', 'sources']);

type Plain = Record<string, unknown>;

export interface ClassExport {
  format: 'whose-words/class';
  version: 1;
  /** ISO 8601. Times of rows are milliseconds since 1970, UTC. */
  exportedAt: string;
  class: Plain;
  teachers: { id: string; name: string; role: string }[];
  learners: Plain[];
  /** Of each table, its rows; of a learner's export, those of the learner. */
  rows: Record<(typeof EXPORTED)[number], Plain[]>;
  /** The exercises that its assignments pinned, without their keys. */
  exercises: Plain[];
}

/**
 * Everything of a class. The caller has seen to it that the class is there.
 * @param now milliseconds since 1970
 */
export async function exportClass(db: Db, classId: string, now: number): Promise<ClassExport> {
  const row = await db.selectFrom('class').selectAll().where('id', '=', classId).executeTakeFirstOrThrow();
  const learners = await db
    .selectFrom('learner')
    .select(['id', 'name', 'typed', 'approved_at', 'created_at', 'claimed_at'])
    .where('class_id', '=', classId)
    .orderBy('name')
    .execute();
  const rows = {} as ClassExport['rows'];
  for (const table of EXPORTED) {
    const order = BY_LEARNER.has(table) ? 'learner_id' : 'id';
    const found = await db
      .selectFrom(table)
      .selectAll()
      .where('class_id', '=', classId)
      .orderBy(sql.ref(order))
      .execute();
    rows[table] = found.map(opened);
  }
  const versions = versionsIn(rows);
  const exercises =
    versions.length === 0
      ? []
      : await db
          .selectFrom('pinned')
          .select(['version', 'item_version', 'pack', 'slug', 'type', 'title', 'task', 'skill', 'level'])
          .select(['minutes', 'access', 'item', 'sources'])
          .where('version', 'in', versions)
          .execute();
  return {
    format: 'whose-words/class',
    version: 1,
    exportedAt: new Date(now).toISOString(),
    class: { ...row },
    teachers: await teachersOf(db, classId),
    learners,
    rows,
    exercises: exercises.map(opened)
  };
}

/** Of a class's export, what belongs to one learner: the work, and what was set to them. */
export function onlyOf(everything: ClassExport, learnerId: string): ClassExport {
  const works = new Set(
    everything.rows.work.filter((row) => row.learner_id === learnerId).map(({ id }) => id)
  );
  const own = (row: Plain) =>
    'work_id' in row
      ? works.has(row.work_id)
      : 'learner_id' in row
        ? row.learner_id === learnerId
        : 'about' in row
          ? row.about === learnerId || row.actor === learnerId
          : true;
  const rows = Object.fromEntries(
    Object.entries(withoutThoseOf(everything.rows, learnerId)).map(([table, all]) => [
      table,
      all.filter(own).map(withoutOthers)
    ])
  ) as ClassExport['rows'];
  const versions = new Set(versionsIn(rows));
  return {
    ...everything,
    learners: everything.learners.filter(({ id }) => id === learnerId),
    rows,
    exercises: everything.exercises.filter(({ version }) => versions.has(String(version)))
  };
}

/** The rows without assignments that are for chosen learners, where this one is not among them. */
function withoutThoseOf(rows: ClassExport['rows'], learnerId: string): ClassExport['rows'] {
  const theirs = new Set(
    rows.chosen.filter((row) => row.learner_id === learnerId).map((row) => row.assignment_id)
  );
  const others = new Set(
    rows.assignment.filter(({ id, audience }) => audience === 'chosen' && !theirs.has(id)).map(({ id }) => id)
  );
  return Object.fromEntries(
    Object.entries(rows).map(([table, all]) => [
      table,
      all.filter((row) => !others.has(table === 'assignment' ? row.id : row.assignment_id))
    ])
  ) as ClassExport['rows'];
}

/** The state of a live session says who else had more time or was taken out, and its version counts that. */
const withoutOthers = (row: Plain): Plain =>
  'state' in row && typeof row.state === 'object' ? { ...row, state: null, version: null } : row;

function opened(row: object): Plain {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'string' && (OPENED.has(name) || isLiveState(name, value))
        ? (JSON.parse(value) as unknown)
        : value
    ])
  );
}

/** The state of an assignment is a word, that of a live session is JSON. */
const isLiveState = (name: string, value: string) => name === 'state' && value.startsWith('{');

function versionsIn({ part, answer }: ClassExport['rows']): string[] {
  const found = [
    ...part.flatMap((row) => [row.version, row.stand_in_version]),
    ...answer.map((row) => row.version)
  ];
  return [...new Set(found.filter((version) => typeof version === 'string'))];
}
