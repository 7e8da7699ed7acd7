import { error } from '@sveltejs/kit';
import type { Kysely, Transaction } from 'kysely';
import { isSame, WHOLE_CLASS, type Audience } from '../classroom/audience.ts';
import { passed, publishProblems, refusedOnceBegun, type DraftProblem } from '../classroom/changes.ts';
import { partsOf, stepsOf, type Draft } from '../classroom/draft.ts';
import { saidAudience } from '../classroom/said.ts';
import { Settings } from '../classroom/settings.ts';
import { audiencesOf, begunBy, withBegun, writeAudience } from './audiences.ts';
import { audit } from './audit.ts';
import { catalogue } from './catalogue.ts';
import { locksRows } from './db/locking.ts';
import { retried } from './db/retried.ts';
import type { Database, Row } from './db/schema.ts';
import { goOn } from './handing-in.ts';
import { newId } from './ids.ts';
import { writeParts, writeWords, type AssignmentPart } from './parts.ts';
import { pinParts } from './pinned.ts';
import { reopenProblems } from './reopening.ts';
import type { By } from './roster.ts';

export type { AssignmentPart } from './parts.ts';

/** How an assignment that was set, or will be, stands. The steps of a live session are none. */
export type SetState = Exclude<Row<'assignment'>['state'], 'live'>;

export interface Assignment {
  id: string;
  classId: string;
  title: string;
  words: string;
  state: SetState;
  settings: Settings;
  audience: Audience;
  createdBy: string;
  createdAt: number;
  /** Grows with every change: a form names the one that it was made of. */
  updatedAt: number;
  parts: AssignmentPart[];
}

/** What came of a change: the assignment as it is now, why it was refused, or how somebody else changed it meanwhile. */
export type Changed = { assignment: Assignment } | { problems: DraftProblem[] } | { conflict: Assignment };

/** The assignment of a class; a 404 where the class has none of this id. */
export async function assignmentOf(db: Kysely<Database>, classId: string, id: string): Promise<Assignment> {
  const [found] = await read(db, classId, id);
  return found ?? error(404, 'There is no such assignment in this class.');
}

/** Every assignment of a class, the newest first. */
export const assignmentsOf = (db: Kysely<Database>, classId: string): Promise<Assignment[]> =>
  read(db, classId);

async function read(db: Kysely<Database>, classId: string, id?: string): Promise<Assignment[]> {
  let rows = db
    .selectFrom('assignment')
    .selectAll()
    .where('class_id', '=', classId)
    .where('state', '!=', 'live');
  let parts = db.selectFrom('part').selectAll().where('class_id', '=', classId);
  if (id !== undefined) {
    rows = rows.where('id', '=', id);
    parts = parts.where('assignment_id', '=', id);
  }
  const found = await rows.orderBy('created_at', 'desc').orderBy('id').execute();
  if (found.length === 0) return [];
  const all = await parts.orderBy('position').execute();
  const audiences = await audiencesOf(db, classId, found);
  return found.map((row) =>
    assignmentFrom(
      row,
      audiences.get(row.id) ?? WHOLE_CLASS,
      all.filter((part) => part.assignment_id === row.id)
    )
  );
}

function assignmentFrom(
  row: Row<'assignment'>,
  audience: Audience,
  parts: readonly Row<'part'>[]
): Assignment {
  return {
    id: row.id,
    classId: row.class_id,
    title: row.title,
    words: row.words,
    state: row.state as SetState,
    settings: Settings.parse(JSON.parse(row.settings)),
    audience,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    parts: parts.map(({ id, position, pack, lesson, exercise, version, words, ...part }) => ({
      ...{ id, position, pack, lesson, exercise, version, words },
      standIn: part.stand_in,
      standInVersion: part.stand_in_version
    }))
  };
}

/** An assignment as the builder shows it. */
export function draftOf({ title, words, settings, audience, parts }: Assignment): Draft {
  // What belongs to works that were taken over is no draft's.
  const { takenOverUntil: _, leftOutUntil: __, ...asked } = settings;
  return { title, words, settings: asked, audience, steps: stepsOf(parts) };
}

/** Begins a draft in a class. @returns its id */
export async function createAssignment(db: Kysely<Database>, draft: Draft, doing: By): Promise<string> {
  const id = newId();
  const planned = partsOf(await catalogue(), draft.steps);
  await db.transaction().execute(async (tx) => {
    const { classId, by, now } = doing;
    await tx
      .insertInto('assignment')
      .values({
        id,
        class_id: classId,
        ...{ title: draft.title, words: draft.words, state: 'draft' as const },
        settings: JSON.stringify(draft.settings),
        ...{ created_by: by, created_at: now, updated_at: now }
      })
      .execute();
    await writeParts(tx, { classId, id, parts: [] }, planned);
    const made = { classId, id, audience: WHOLE_CLASS };
    await writeAudience(tx, made, await withBegun(tx, made, draft.audience));
    await note(tx, doing, draft.title === '' ? 'Began a draft.' : `Began the draft “${draft.title}”.`);
  });
  return id;
}

/**
 * Saves what a form says. Nothing is written where somebody else changed the assignment since the form was made of it,
 * or where learners have begun and count on what would change.
 * @param seen `updatedAt` of what the form was made of
 * @param reopen whether it may open again although learners may have seen its reasons
 */
export async function updateAssignment(
  db: Kysely<Database>,
  id: string,
  draft: Draft,
  seen: number,
  doing: By,
  reopen = false
): Promise<Changed> {
  const offered = await catalogue();
  return changing(db, id, seen, doing, async (tx, before) => {
    const begun = (await begunBy(tx, id)).length > 0;
    const audience = await withBegun(tx, before, draft.audience);
    const published = before.state !== 'draft';
    const problems = begun ? refusedOnceBegun(draftOf(before), draft) : [];
    if (published && !begun) problems.push(...publishProblems(offered, { ...draft, audience }));
    // What has closed meanwhile may still get other words.
    if (published && !begun && draft.settings.closes !== before.settings.closes)
      problems.push(...passed(draft.settings, doing.now).problems);
    const { title, words } = draft;
    const settings = { ...before.settings, ...draft.settings };
    if (begun && !reopen) problems.push(...(await reopenProblems(tx, before, settings, doing.now)));
    if (problems.length > 0) return problems;
    await tx
      .updateTable('assignment')
      .set({ title, words, settings: JSON.stringify(settings) })
      .where('id', '=', id)
      .execute();
    if (begun) await writeWords(tx, before.parts, draft);
    else {
      await writeParts(tx, before, partsOf(offered, draft.steps));
      if (published) await pinParts(tx, id, doing.now);
    }
    await writeAudience(tx, before, audience);
    // It may close later than it did.
    await goOn(tx, { classId: doing.classId, assignmentId: id }, doing.now);
    // A draft is saved with every keystroke or so: that is no news.
    const whom = isSame(before.audience, audience) ? '' : ` It is for ${saidAudience(audience)} now.`;
    if (published) await note(tx, doing, `Changed “${title}”.${whom}`);
    return [];
  });
}

/** Lets learners have it: pins every exercise and stand-in as the packs have them now. A draft only. */
export async function publish(db: Kysely<Database>, id: string, seen: number, doing: By): Promise<Changed> {
  const offered = await catalogue();
  return changing(db, id, seen, doing, async (tx, before) => {
    if (before.state !== 'draft') return [{ path: 'state', message: 'It is published already.' }];
    const draft = draftOf(before);
    const problems = [...publishProblems(offered, draft), ...passed(draft.settings, doing.now).problems];
    if (problems.length > 0) return problems;
    // A lesson may have got another exercise since the draft was saved.
    await writeParts(tx, before, partsOf(offered, draft.steps));
    await pinParts(tx, id, doing.now);
    await setState(tx, id, 'published');
    const whom = before.audience.of === 'class' ? '' : `, for ${saidAudience(before.audience)}`;
    await note(tx, doing, `Published “${before.title}”${whom}.`);
    return [];
  });
}

/** Takes it off the learners' list, with everything kept; `false` puts it back, and what that had ended goes on. */
export async function archive(
  db: Kysely<Database>,
  id: string,
  seen: number,
  doing: By,
  away = true
): Promise<Changed> {
  return changing(db, id, seen, doing, async (tx, before) => {
    const from = away ? 'published' : 'archived';
    if (before.state !== from)
      return [
        {
          path: 'state',
          message: `It is ${before.state} and not ${from}: reload the page to see it as it is.`
        }
      ];
    await setState(tx, id, away ? 'archived' : 'published');
    if (!away) await goOn(tx, { classId: doing.classId, assignmentId: id }, doing.now);
    await note(tx, doing, `${away ? 'Archived' : 'Took out of the archive'} “${before.title}”.`);
    return [];
  });
}

/** Deletes a draft. What was published is archived instead, so that nobody's work is lost. */
export async function deleteDraft(
  db: Kysely<Database>,
  id: string,
  seen: number,
  doing: By
): Promise<Changed> {
  return changing(db, id, seen, doing, async (tx, before) => {
    if (before.state !== 'draft')
      return [{ path: 'state', message: 'It was published: archive it, so that nobody’s work is lost.' }];
    await tx.deleteFrom('assignment').where('id', '=', id).execute();
    await note(tx, doing, `Deleted the draft “${before.title}”.`);
    return [];
  });
}

/** Changes an assignment as one: nobody else does so, and no learner begins, in between. */
async function changing(
  db: Kysely<Database>,
  id: string,
  seen: number,
  { classId, now }: By,
  change: (tx: Transaction<Database>, before: Assignment) => Promise<DraftProblem[]>
): Promise<Changed> {
  return retried(db, async (tx) => {
    if (locksRows(tx))
      await tx.selectFrom('assignment').select('id').where('id', '=', id).forUpdate().execute();
    const before = await assignmentOf(tx, classId, id);
    if (before.updatedAt !== seen) return { conflict: before };
    const problems = await change(tx, before);
    if (problems.length > 0) return { problems };
    // A clock that was put back must not make it look like an earlier one.
    const updatedAt = Math.max(now, before.updatedAt + 1);
    await tx.updateTable('assignment').set({ updated_at: updatedAt }).where('id', '=', id).execute();
    const [assignment] = await read(tx, classId, id);
    return { assignment: assignment ?? before };
  });
}

async function setState(tx: Transaction<Database>, id: string, state: SetState): Promise<void> {
  await tx.updateTable('assignment').set({ state }).where('id', '=', id).execute();
}

const note = (tx: Transaction<Database>, { classId, by, now }: By, detail: string) =>
  audit(tx, { classId, actor: by, what: 'assignment-changed', detail, at: now });
