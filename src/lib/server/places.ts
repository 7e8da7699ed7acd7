import type { Kysely } from 'kysely';
import { shutBy, takes, type Terms, type WorkTimes } from '../classroom/phase.ts';
import type { Refusal, Save, SaveOutcome, Which } from '../classroom/saving.ts';
import type { Database } from './db/schema.ts';
import { placesAsked, savedIn, saver, type Asking, type Place } from './saving.ts';
import { settingsOf, versionOf } from './versions.ts';

/** Answers of assignments: whose they are, and whether they are taken. */

/** Who sends, and where: the hash of the cookie of the class, the class, and the assignment. */
export interface Sender {
  tokenHash: string;
  classId: string;
  assignmentId: string;
}

/** A place in a work at an assignment. */
export interface AssignedPlace extends Place {
  terms: Terms;
  work: WorkTimes & { id: string; learnerId: string };
}

/** Finds the places of answers to assignments. */
async function placesOf(db: Kysely<Database>, asked: readonly Asking[]): Promise<(AssignedPlace | null)[]> {
  const rows = await placesAsked(db, asked)
    .innerJoin('assignment', (join) =>
      join
        .onRef('assignment.id', '=', 'work.assignment_id')
        .onRef('assignment.id', '=', 'asked.within')
        .on('assignment.state', 'not in', ['draft', 'live'])
    )
    .leftJoin('extension', (join) =>
      join
        .onRef('extension.assignment_id', '=', 'work.assignment_id')
        .onRef('extension.learner_id', '=', 'work.learner_id')
    )
    .select(['work.started_at', 'work.ends_at', 'work.handed_in_at', 'work.revealed_at'])
    .select(['assignment.settings', 'assignment.state', 'extension.minutes', 'extension.until'])
    .execute();
  const found = new Map(rows.map((row) => [row.at, row]));
  return Promise.all(
    asked.map(async (asking, at) => {
      const row = found.get(at);
      if (!row) return null;
      const { from, which, now } = asking;
      const offered = [row.own_version, row.stand_in_version].filter((each) => each !== null);
      if (!offered.includes(which.version)) {
        const version = await sameItem(db, which.version, offered);
        return version === null
          ? null
          : (await placesOf(db, [{ from, which: { ...which, version }, now }]))[0]!;
      }
      const terms = {
        settings: settingsOf(row.settings),
        extension: row.minutes === null ? null : { minutes: row.minutes, until: row.until },
        shut: shutBy(row.state, row.ended_at)
      };
      const times = {
        startedAt: row.started_at,
        limitAt: row.ends_at,
        handedInAt: row.handed_in_at,
        revealed: row.revealed_at !== null
      };
      return {
        version: which.version,
        terms,
        work: { id: which.work, learnerId: row.learner_id, ...times },
        closed: takes(terms, times, now) ? null : whyOver({ terms, work: times }),
        stands: true,
        saved: savedIn(row)
      };
    })
  );
}

const fromOf = ({ tokenHash, classId, assignmentId }: Sender) => ({
  tokenHash,
  classId,
  within: assignmentId
});

/** Finds the place, where it is the sender's own. */
export const placeOf = async (db: Kysely<Database>, sender: Sender, which: Which, now: number) =>
  (await placesOf(db, [{ from: fromOf(sender), which, now }]))[0]!;

/** Of these versions the one with the same item: a key that was changed meanwhile is no other exercise to its learner. */
export async function sameItem(
  db: Kysely<Database>,
  version: string,
  offered: readonly string[]
): Promise<string | null> {
  const [was, ...now] = await Promise.all([version, ...offered].map((each) => versionOf(db, each)));
  return now.find((each) => was && each?.row.item_version === was.row.item_version)?.row.version ?? null;
}

/** Why nothing more is taken of a work. What an instructor did is said before what came of it. */
export const whyOver = ({ terms, work }: { terms: Terms; work: WorkTimes }): Refusal =>
  terms.shut || (work.handedInAt === null ? 'over' : 'handed-in');

const save = saver(placesOf);

/** Saves an answer to an assignment, as `saver` says. */
export const saveAnswer = async (
  db: Kysely<Database>,
  sender: Sender,
  sent: Save,
  now: number
): Promise<SaveOutcome> => (await save(db, fromOf(sender), sent, now)).outcome;
