import type { Kysely } from 'kysely';
import { WHOLE_CLASS } from '../classroom/audience.ts';
import type { DraftSettings } from '../classroom/settings.ts';
import { createAssignment, draftOf, type Assignment } from './assignments.ts';
import type { Database } from './db/schema.ts';
import type { By } from './roster.ts';

/** Assignments that are begun from another one. */

/**
 * Copies an assignment into a class as a draft: words, steps and settings, but no times, and nobody's work. When it is
 * published it pins the packs as they are then. In another class it is for the whole of that: nobody there was chosen.
 * @param doing the class that gets the copy; whoever asks teaches it
 * @returns the id of the copy
 */
export async function copyAssignment(db: Kysely<Database>, of: Assignment, doing: By): Promise<string> {
  const draft = draftOf(of);
  const settings: DraftSettings = {
    ...draft.settings,
    ...{ opens: null, due: null, closes: null },
    // Reasons after closing need a closing time: until there is one, after hand-in.
    feedback: draft.settings.feedback === 'closed' ? 'handed-in' : draft.settings.feedback
  };
  const audience = of.classId === doing.classId ? draft.audience : WHOLE_CLASS;
  return createAssignment(db, { ...draft, settings, audience }, doing);
}

/** Every assignment of every class that a user teaches, the newest first: what a new one can be a copy of. */
export function taughtAssignments(
  db: Kysely<Database>,
  userId: string
): Promise<{ id: string; title: string; classId: string; className: string }[]> {
  return db
    .selectFrom('assignment')
    .innerJoin('teaching', 'teaching.class_id', 'assignment.class_id')
    .innerJoin('class', 'class.id', 'assignment.class_id')
    .where('teaching.user_id', '=', userId)
    .where('class.rehearsal', '=', 0)
    .where('assignment.state', '!=', 'live')
    .orderBy('assignment.created_at', 'desc')
    .select(['assignment.id', 'assignment.title', 'class.id as classId', 'class.name as className'])
    .execute();
}
