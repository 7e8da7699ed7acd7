import type { Kysely } from 'kysely';
import { countedPoints, shownMark, withoutPoints } from '../classroom/marks.ts';
import type { Phase } from '../classroom/phase.ts';
import { assignedTo } from './assigned.ts';
import { assignmentsOf } from './assignments.ts';
import type { Database } from './db/schema.ts';
import { commentsOn } from './learner-results.ts';
import { resultsOf, type LearnerResult, type MarkedPart } from './marks.ts';

/** An exercise of the attempt that counts. */
export interface SetPart {
  id: string;
  number: number;
  /** Of the exercise that the learner did. */
  title: string;
  /** An id of `SKILLS`. */
  skill: string;
  /** 0 to 100; `null` where it is left out of the mark. */
  points: number | null;
  answered: boolean;
  /** Whether too little was answered for points. */
  tooLittle: boolean;
  /** Whether an instructor gave own points. */
  changed: boolean;
}

/** What an instructor said to the learner. */
export interface Said {
  id: string;
  words: string;
  by: string;
  at: number;
  /** The number of the exercise that it is about; `null`: the whole work. */
  about: number | null;
}

/** What one learner made of everything that was set in the class: for instructors. Times are milliseconds since 1970. */
export interface SetWork {
  id: string;
  title: string;
  /** Where the learner stands with it, with the time that they have. */
  phase: Phase;
  opens: number | null;
  due: number | null;
  /** The time zone in which its times are said. */
  zone: string;
  /** Whether something was begun: there are answers to look at. */
  begun: boolean;
  /** Whether an attempt is under way. */
  running: boolean;
  /** The attempt that counts, of how many; `null` where none is handed in. */
  counts: { number: number; of: number; handedInAt: number; byTime: boolean; late: boolean } | null;
  /** 0 to 100, of the attempt that counts. */
  mark: number | null;
  /** None where no attempt counts yet. */
  parts: SetPart[];
  said: Said[];
}

/** A line for each assignment, the one that was made first on top. What the time has ended is handed in first. */
export async function workOver(
  db: Kysely<Database>,
  { classId, learnerId }: { classId: string; learnerId: string },
  now: number
): Promise<SetWork[]> {
  const [assigned, assignments] = [
    await assignedTo(db, { classId, learnerId }, now),
    await assignmentsOf(db, classId)
  ];
  const found: SetWork[] = [];
  for (const assignment of assignments.toReversed()) {
    const own = assigned.find(({ id }) => id === assignment.id);
    if (!own) continue;
    const { learners, parts } = await resultsOf(db, assignment, now, { learner: learnerId });
    const result = learners[0];
    const works = result?.works ?? [];
    const counts = result?.counts;
    const { id, title, phase, opens, due, zone, running } = own;
    found.push({
      ...{ id, title, phase, opens, due, zone, running, begun: works.length > 0 },
      counts: counts
        ? {
            ...{ number: counts.number, of: works.length, byTime: counts.byTime, late: counts.late },
            handedInAt: counts.handedInAt!
          }
        : null,
      mark: result?.mark == null ? null : shownMark(result.mark),
      parts: partsOf(result, parts),
      said: await saidOf(db, result, parts)
    });
  }
  return found;
}

const partsOf = (result: LearnerResult | undefined, parts: readonly MarkedPart[]): SetPart[] =>
  (result?.counts?.parts ?? []).map((own, i) => {
    const { id, number, title, skill, standIn } = parts[i]!;
    return {
      ...{ id, number, skill, title: own.instead && standIn ? standIn.title : title },
      ...{ points: countedPoints(own), answered: own.answered, changed: own.override !== null },
      tooLittle: withoutPoints(own) === 'too-little'
    };
  });

/** What was said of every attempt, the first word first. */
async function saidOf(
  db: Kysely<Database>,
  result: LearnerResult | undefined,
  parts: readonly MarkedPart[]
): Promise<Said[]> {
  const all: Said[] = [];
  for (const { id } of result?.works ?? [])
    for (const { id: comment, words, by, at, part } of await commentsOn(db, id, ''))
      all.push({
        ...{ id: comment, words, by, at },
        about: parts.find((one) => one.id === part)?.number ?? null
      });
  return all.sort((a, b) => a.at - b.at);
}

/** What the exercises of one skill came to. */
export interface SkillMarks {
  /** An id of `SKILLS`. */
  skill: string;
  /** The mean of their points, 0 to 100, a whole number. */
  points: number;
  /** How many exercises. */
  of: number;
}

/** The marks of a learner by skill, in the order of `skills`; of skills without a mark none. */
export const marksBySkill = (work: readonly SetWork[], skills: readonly string[]): SkillMarks[] =>
  skills.flatMap((skill) => {
    const points = work
      .flatMap(({ parts }) => parts.flatMap((part) => (part.skill === skill ? part.points : [])))
      .filter((one) => one !== null);
    if (points.length === 0) return [];
    const sum = points.reduce((sum, one) => sum + one, 0);
    return [{ skill, points: Math.round(sum / points.length), of: points.length }];
  });
