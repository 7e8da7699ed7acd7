import type { WorkTimes } from '../classroom/phase.ts';
import type { Row } from './db/schema.ts';

/** Whose work at what: all three are needed to find anything. */
export interface Whose {
  classId: string;
  assignmentId: string;
  learnerId: string;
}

/** The times of a work, as the rules of `phase.ts` take them. */
export const timesOf = (work: Row<'work'>): WorkTimes => ({
  startedAt: work.started_at,
  limitAt: work.ends_at,
  handedInAt: work.handed_in_at,
  revealed: work.revealed_at !== null
});
