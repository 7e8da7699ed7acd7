import type { Generated, Insertable, Selectable } from 'kysely';
import type { AccountTables } from './account-tables.ts';
import type {
  ClassTable,
  InvitationTable,
  LearnerSessionTable,
  LearnerTable,
  TeachingTable
} from './class-tables.ts';
import type {
  AcceptedTable,
  CommentTable,
  OverrideTable,
  RescoredTable,
  RescoringTable,
  ScoreTable
} from './mark-tables.ts';
import type { Flag, Json, Time } from './values.ts';

/**
 * What is stored, on both engines: ids and texts are text, times are integer milliseconds since 1970 (UTC), yes and no
 * are 1 and 0, and what is JSON is text that a zod schema parses where it is read. Every row of a class names it, so
 * that a class is erased, exported and guarded whole. The tables of accounts are in `account-tables.ts`, those of a class
 * and its learners in `class-tables.ts`, those of marks in `mark-tables.ts`.
 */

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
  /** Whom it is for. Of chosen learners `chosen` has the rows; where all of them are erased, it is for nobody. */
  audience: Generated<'class' | 'chosen'>;
  created_by: string;
  created_at: Time;
  updated_at: Time;
}

/** A learner for whom an assignment is that is for chosen ones. Who has work in it is among them. */
export interface ChosenTable {
  class_id: string;
  assignment_id: string;
  learner_id: string;
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
  chosen: ChosenTable;
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
