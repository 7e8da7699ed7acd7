import type { Flag, Time } from './values.ts';

/** The tables of a class and of who is in it. `schema.ts` says what holds for all. */

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
