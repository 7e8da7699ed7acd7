import type { Generated, Insertable, Selectable } from 'kysely';
import type { AccountTables } from './account-tables.ts';

/**
 * What is stored, on both engines: ids and texts are text, times are integer milliseconds since 1970 (UTC), yes and no
 * are 1 and 0, and what is JSON is text that a zod schema parses where it is read. Every row of a class names it, so
 * that a class is erased, exported and guarded whole. The tables of accounts are in `account-tables.ts`.
 */

type Flag = 0 | 1;
/** Milliseconds since 1970. */
type Time = number;
/** JSON, to be parsed by the schema that its comment names. */
type Json = string;

/** A class: a roster of learners, and the instructors who teach it. */
export interface ClassTable {
  id: string;
  name: string;
  /** What learners type to join, without spaces; `null` in a class that nobody joins. */
  join_code: string | null;
  /** Until when the code lets anybody in; see `classroom/join-code.ts`. */
  join_code_expires_at: Time | null;
  /** Since when the code lets nobody in; `null` while the door is open. */
  door_shut_at: Time | null;
  /** Whether learners may type a name of their own, to be approved by the instructor. */
  typed_names: Flag;
  /** A class with made-up learners, to see everything beforehand. */
  rehearsal: Flag;
  created_at: Time;
  /** When the class ended: retention counts from here. */
  ended_at: Time | null;
  /** Since when its pages say that it will be erased; see `classroom/retention.ts`. */
  erase_announced_at: Time | null;
}

export interface TeachingTable {
  class_id: string;
  user_id: string;
  role: 'owner' | 'co-teacher';
  created_at: Time;
}

/** A one-time invitation: to co-teach a class, or (without one) to open an account. */
export interface InvitationTable {
  id: string;
  class_id: string | null;
  code_hash: string;
  created_by: string;
  created_at: Time;
  expires_at: Time;
  used_by: string | null;
  used_at: Time | null;
}

/** A pseudonym on the roster of a class. */
export interface LearnerTable {
  id: string;
  class_id: string;
  /** Two dealt words, or what the learner typed. */
  name: string;
  typed: Flag;
  /** When others may see a typed name; dealt ones from the beginning. */
  approved_at: Time | null;
  created_at: Time;
  /** When somebody took the pseudonym: it leaves the list. */
  claimed_at: Time | null;
  /** Of the code with which the learner comes back. */
  recovery_hash: string | null;
  /** Of the one-time code that an instructor made for a learner who lost the other, and until when it works. */
  reentry_hash: string | null;
  reentry_expires_at: Time | null;
}

/** A device on which a learner is in. Signing out ("Not me") deletes the row. */
export interface LearnerSessionTable {
  token_hash: string;
  class_id: string;
  learner_id: string;
  created_at: Time;
  seen_at: Time;
}

/** An exercise as an assignment pinned it, by content: later changes of the pack do not touch what was set. */
export interface PinnedTable {
  /** Content hash of item and key, as packs give it, or of a key with accepted readings. */
  version: string;
  /** Content hash of the item alone: same item and another version is another key to the same exercise. */
  item_version: string;
  pack: string;
  slug: string;
  type: string;
  title: string;
  task: string;
  skill: string;
  level: number;
  minutes: number;
  access: 'open' | 'reserved';
  item: Json;
  key: Json;
  /** `SourceCard[]`: what is known of its texts. */
  sources: Json;
  created_at: Time;
}

export interface AssignmentTable {
  id: string;
  class_id: string;
  title: string;
  /** The instructor's own words to the learners. */
  words: string;
  /** `live`: it holds the steps of a live session, and is in no list of assignments. */
  state: 'draft' | 'published' | 'archived' | 'live';
  /** `Settings` of `classroom/settings.ts`. */
  settings: Json;
  created_by: string;
  created_at: Time;
  updated_at: Time;
}

/** One step of an assignment: an exercise, by itself or inside a lesson; or a lesson that has none. */
export interface PartTable {
  id: string;
  class_id: string;
  assignment_id: string;
  position: number;
  pack: string;
  /** Slug of the lesson that it stands in; neighbours of the same lesson are one page. */
  lesson: string | null;
  /** Slug and pinned version of the exercise. */
  exercise: string | null;
  version: string | null;
  /** The exercise that counts the same for who would rather not do this one: `pack/slug`, and its pinned version. */
  stand_in: string | null;
  stand_in_version: string | null;
  /** The instructor's words above it. */
  words: string;
}

/** More time for one learner. */
export interface ExtensionTable {
  class_id: string;
  assignment_id: string;
  learner_id: string;
  /** Added to the time limit. */
  minutes: number;
  /** Takes the place of due and closing time for this learner; `null` leaves them. */
  until: Time | null;
  created_by: string;
  created_at: Time;
}

/** A learner who takes the stand-in of a part. Seen by nobody else in the class. */
export interface OptOutTable {
  class_id: string;
  part_id: string;
  learner_id: string;
  created_at: Time;
}

/** A live session of a class. Its steps are the parts of an assignment that is there for it alone. */
export interface LiveTable {
  id: string;
  class_id: string;
  assignment_id: string;
  /** `LiveState` of `classroom/live/state.ts`. */
  state: Json;
  /** Counts what changed it: a change is written over the version that it was made from, and no other. */
  version: number;
  created_by: string;
  created_at: Time;
  /** Also in the state; here to find what runs. */
  ended_at: Time | null;
}

/** A learner who came into a live session. */
export interface LiveSeatTable {
  live_id: string;
  class_id: string;
  learner_id: string;
  joined_at: Time;
  /** When a device of theirs was last on the line; `null` once the last one said goodbye. */
  seen_at: Time | null;
}

/** An assignment that was made of a live session. Of the marks of either round there is one at most. */
export interface LiveMadeTable {
  id: string;
  class_id: string;
  live_id: string;
  assignment_id: string;
  /** `again`: for those who missed it; else whose answers became marks. */
  what: 'again' | 'first' | 'last';
  created_by: string;
  created_at: Time;
}

/** One attempt of one learner at one assignment; in a live session, all answers of one round. */
export interface WorkTable {
  id: string;
  class_id: string;
  assignment_id: string;
  learner_id: string;
  /** 1 for the first attempt; in a live session, the round. */
  number: number;
  kind: 'assigned' | 'live';
  started_at: Time;
  /** When the time limit runs out, as it was at the beginning; closing and later extensions left aside (`phase.ts`). */
  ends_at: Time | null;
  handed_in_at: Time | null;
  /** Who handed it in: the learner, or the time that ran out. */
  handed_in_by: 'learner' | 'time' | null;
  /** Whether it was handed in after the due time. */
  late: Flag;
  /** When the key of a reserved exercise was first shown to the learner after it: no other attempt may follow. */
  revealed_at: Time | null;
}

/** The answer of a work to one exercise, as it was saved last. */
export interface AnswerTable {
  id: string;
  class_id: string;
  work_id: string;
  part_id: string;
  /** The pinned version that it answers. */
  version: string;
  answer: Json;
  /** Counts the saves: a tab that saves over a revision it has not seen is refused. */
  revision: number;
  /** The id of the delivery that was saved last: the same one again is acknowledged and not saved twice. */
  delivery: string;
  saved_at: Time;
  /** When the learner checked it, where feedback comes at once: from then on it stands. In a live session, when they said that they are done: they may take that back. */
  checked_at: Time | null;
}

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

/** Who saw or changed what of a class. */
export interface AuditTable {
  id: string;
  class_id: string;
  at: Time;
  /** A user, a learner, or `system`. */
  actor: string;
  /** A word of `AUDITED` in `audit.ts`. */
  what: string;
  /** The learner whom it is about. */
  about: string | null;
  /** A sentence without anybody's name or answer in it. */
  detail: string;
}

export interface SettingTable {
  name: string;
  value: string;
}

export interface Database extends AccountTables {
  class: ClassTable;
  teaching: TeachingTable;
  invitation: InvitationTable;
  learner: LearnerTable;
  learner_session: LearnerSessionTable;
  pinned: PinnedTable;
  assignment: AssignmentTable;
  part: PartTable;
  extension: ExtensionTable;
  opt_out: OptOutTable;
  live: LiveTable;
  live_seat: LiveSeatTable;
  live_made: LiveMadeTable;
  work: WorkTable;
  answer: AnswerTable;
  score: ScoreTable;
  override: OverrideTable;
  comment: CommentTable;
  accepted: AcceptedTable;
  rescoring: RescoringTable;
  rescored: RescoredTable;
  audit: AuditTable;
  setting: SettingTable;
}

export type Row<Table extends keyof Database> = Selectable<Database[Table]>;
export type NewRow<Table extends keyof Database> = Insertable<Database[Table]>;
