import type { Generated } from 'kysely';
import type { Flag, Json, Time } from './values.ts';

/** The tables of marks: what was given, changed, said, and worked out anew. `schema.ts` says what holds for all. */

/** A mark that was given to an answer. The one without `replaced_at` counts; the others are its history. */
export interface ScoreTable {
  id: string;
  class_id: string;
  work_id: string;
  part_id: string;
  answer_id: string;
  /** The version whose key was used. */
  version: string;
  /** Corrected for chance and uncut: 1 is the key. */
  score: number;
  /** `Marked` of `classroom/marked.ts`: the summary, and what became of each item. */
  marked: Json;
  created_at: Time;
  /** An instructor, or `null` where the server did it by itself. */
  created_by: string | null;
  why: string;
  replaced_at: Time | null;
}

/** An instructor's own points for a part, with the reason. The one without `replaced_at` counts. */
export interface OverrideTable {
  id: string;
  class_id: string;
  work_id: string;
  part_id: string;
  /** 0 to 100; `null` takes an earlier override back. */
  points: number | null;
  reason: string;
  created_by: string;
  created_at: Time;
  replaced_at: Time | null;
}

/** Words of an instructor to a learner, about a part or (without one) about the whole work. */
export interface CommentTable {
  id: string;
  class_id: string;
  work_id: string;
  part_id: string | null;
  words: string;
  created_by: string;
  created_at: Time;
}

/** A reading that the key missed and that counts for everyone in the class from now on. */
export interface AcceptedTable {
  id: string;
  class_id: string;
  assignment_id: string;
  part_id: string;
  version: string;
  item_id: string;
  /** What learners gave, as verdict items say it. */
  given: string;
  reason: string;
  created_by: string;
  created_at: Time;
  /** From when it counts, for everybody at once; `null`: it is proposed, and no rescoring has brought it in. */
  applied_at: Time | null;
  /** Whether it is to count no more from the next rescoring on. */
  leaving: Generated<Flag>;
}

/** A rescoring: made as a preview, then applied at once or thrown away. Applied ones are the history of an assignment. */
export interface RescoringTable {
  id: string;
  class_id: string;
  assignment_id: string;
  /** `Plan` of `classroom/rescoring.ts`: which keys and accepted readings it brings in. */
  plan: Json;
  why: string;
  created_by: string;
  created_at: Time;
  /** When its last mark was worked out; `null` while it is being made. */
  ready_at: Time | null;
  applied_at: Time | null;
  /** `Outcome` of `classroom/rescoring.ts`, once it is ready. */
  outcome: Json | null;
}

/** A mark as a rescoring would leave it. Gone once that is applied or thrown away: the marks are in `score` then. */
export interface RescoredTable {
  /** The id that the new mark gets. */
  id: string;
  class_id: string;
  rescoring_id: string;
  /** The mark that it would replace. */
  score_id: string;
  /** The version whose key was used. */
  version: string;
  /** `null`, with `marked`, where the mark stays as it is. */
  score: number | null;
  marked: Json | null;
}
