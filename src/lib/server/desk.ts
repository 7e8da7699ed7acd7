import type { Kysely } from 'kysely';
import { isFor, WHOLE_CLASS } from '../classroom/audience.ts';
import { Settings } from '../classroom/settings.ts';
import { audiencesOf } from './audiences.ts';
import type { SetState } from './assignments.ts';
import { classesOf, type ListedClass } from './classes.ts';
import type { Database, Row } from './db/schema.ts';

/** An assignment as lists of a class show it. */
export interface Titled {
  id: string;
  title: string;
  state: SetState;
  opens: number | null;
  due: number | null;
  closes: number | null;
  zone: string;
  updatedAt: number;
}

/** A class on the desk of an instructor, with what is next there. */
export interface OnDesk extends ListedClass {
  drafts: Titled[];
  /** Due, or else closing, within a week: the soonest first. */
  soon: Titled[];
}

const WEEK = 7 * 86_400_000;

/** The classes of an instructor, and what is next in each. */
export async function deskOf(db: Kysely<Database>, userId: string, now: number): Promise<OnDesk[]> {
  const classes = await classesOf(db, userId);
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('teaching', 'teaching.class_id', 'assignment.class_id')
    .where('teaching.user_id', '=', userId)
    .where('assignment.state', 'in', ['draft', 'published'])
    .orderBy('assignment.updated_at', 'desc')
    .select(['assignment.id', 'assignment.class_id', 'assignment.title', 'assignment.state'])
    .select(['assignment.settings', 'assignment.updated_at'])
    .execute();
  return classes.map((each) => {
    const set = rows.filter(({ class_id }) => class_id === each.id).map(titled);
    const ends = (one: Titled) => one.due ?? one.closes ?? Infinity;
    return {
      ...each,
      drafts: set.filter(({ state }) => state === 'draft'),
      soon: set
        .filter((one) => one.state === 'published' && ends(one) > now && ends(one) <= now + WEEK)
        .sort((a, b) => ends(a) - ends(b))
    };
  });
}

function titled(row: Pick<Row<'assignment'>, 'id' | 'title' | 'state' | 'settings' | 'updated_at'>): Titled {
  const { opens, due, closes, zone } = Settings.parse(JSON.parse(row.settings));
  return {
    id: row.id,
    title: row.title,
    state: row.state as SetState,
    opens,
    due,
    closes,
    zone,
    updatedAt: row.updated_at
  };
}

/** An assignment in the list of its class, with how far its learners are. */
export interface Counted extends Titled {
  /** Whether it is for chosen learners. */
  chosen: boolean;
  /** Whether it is the marks of a live session: nobody chose them, and nobody handed them in. */
  session: boolean;
  /** How many of those who have joined it is for. */
  of: number;
  begun: number;
  handedIn: number;
}

/** The assignments of a class, the one changed last first; archived ones come last. */
export async function listOf(db: Kysely<Database>, classId: string): Promise<Counted[]> {
  const rows = await db
    .selectFrom('assignment')
    .selectAll()
    .where('class_id', '=', classId)
    .where('state', '!=', 'live')
    .orderBy('updated_at', 'desc')
    .execute();
  const counts = await db
    .selectFrom('work')
    .where('class_id', '=', classId)
    .where('kind', '=', 'assigned')
    .groupBy('assignment_id')
    .select((row) => [
      'assignment_id',
      row.fn.count<number>('learner_id').distinct().as('begun'),
      row.fn
        .count<number>(row.case().when('handed_in_at', 'is not', null).then(row.ref('learner_id')).end())
        .distinct()
        .as('handed')
    ])
    .execute();
  const audiences = await audiencesOf(db, classId, rows);
  const made = await db
    .selectFrom('live_made')
    .select('assignment_id')
    .where('class_id', '=', classId)
    .where('what', '!=', 'again')
    .execute();
  const joined = await db
    .selectFrom('learner')
    .select('id')
    .where('class_id', '=', classId)
    .where('claimed_at', 'is not', null)
    .execute();
  return rows
    .map((row) => {
      const count = counts.find(({ assignment_id }) => assignment_id === row.id);
      const audience = audiences.get(row.id) ?? WHOLE_CLASS;
      return {
        ...titled(row),
        chosen: audience.of === 'chosen',
        session: made.some(({ assignment_id }) => assignment_id === row.id),
        of: joined.filter(({ id }) => isFor(audience, id)).length,
        begun: Number(count?.begun ?? 0),
        handedIn: Number(count?.handed ?? 0)
      };
    })
    .sort((a, b) => Number(a.state === 'archived') - Number(b.state === 'archived'));
}
