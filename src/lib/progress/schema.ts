import { z } from 'zod';

/**
 * What the browser keeps of a learner's work. The schemas are loaded only where something has to be checked
 * (an imported file, a record that did not come from here); everything else imports the types alone.
 */

const Time = z.int().nonnegative();
const Count = z.int().nonnegative();
const Name = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'pack/name');

/** What results are made of, so that a verdict need not be kept whole. Scores are uncut. */
export const Summary = z.strictObject({
  score: z.number(),
  answered: z.strictObject({ given: Count, of: Count }),
  detection: z
    .strictObject({
      /** What was told from the rest; records from before it was kept tell of a source's words. */
      signal: z.enum(['source', 'characterises', 'reports', 'indirect', 'device', 'figure']).optional(),
      hits: Count,
      signals: Count,
      falseAlarms: Count,
      noise: Count,
      apart: z.number(),
      tendency: z.number()
    })
    .nullable(),
  calibration: z
    .strictObject({ brier: z.number(), items: Count, meanSure: z.number(), shareRight: z.number() })
    .nullable(),
  /** How many of the scored items were open, where that was too many for points; records from before it was kept have none. */
  left: z.strictObject({ open: Count, of: Count }).optional()
});
export type Summary = z.infer<typeof Summary>;

export const Attempt = z.strictObject({
  /** The version of the exercise that was answered. */
  version: z.string(),
  at: Time,
  answer: z.unknown(),
  summary: Summary
});
export type Attempt = z.infer<typeof Attempt>;

export const ExerciseRecord = z.strictObject({
  /** The version that `answer` was given to. */
  version: z.string(),
  /** When the record last changed: of two, the later counts. */
  at: Time,
  /** What the exercise's type calls an answer, to be asked before it is shown; absent where none was begun. */
  answer: z.unknown().optional(),
  /** Whether `answer` was checked and stands with its verdict. */
  checked: z.boolean(),
  attempts: Count,
  first: Attempt.nullable(),
  latest: Attempt.nullable()
});
export type ExerciseRecord = z.infer<typeof ExerciseRecord>;

/** Answers to questions: by the question's id, the option that was chosen. */
const Answers = z.record(z.string(), z.string());

/** The check a week after a lesson. */
export const LaterRecord = z.strictObject({
  answers: Answers,
  /** How many of its questions were read as the key reads them, once all were answered; it stays as it was then. */
  held: z.strictObject({ at: Time, right: Count, of: Count }).nullable(),
  /** When the learner said that it need not be offered any more. */
  left: Time.nullable()
});
export type LaterRecord = z.infer<typeof LaterRecord>;

export const LessonRecord = z.strictObject({
  at: Time,
  begun: Time,
  finished: Time.nullable(),
  /** Whether the learner takes the stand-ins of its exercises: they count the same. */
  instead: z.boolean(),
  /** What the learner wrote for themselves, by the box's name. */
  texts: z.record(z.string(), z.string()),
  /** The questions that the lesson opens with; records from before there were any have none. */
  recalled: Answers.optional(),
  later: LaterRecord.optional()
});
export type LessonRecord = z.infer<typeof LessonRecord>;

/** What came later has a default: records from before it are read as ever. */
export const Settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  size: z.enum(['normal', 'large', 'projector']).default('normal'),
  /** Whether a sorting exercise goes on by itself to the next open statement; `device`: on a small touch screen. */
  onward: z.enum(['device', 'on', 'off']).default('device')
});
export type Settings = z.infer<typeof Settings>;

/** An answer in an assignment that the server has not acknowledged yet; it goes when it has. */
export const UnsentRecord = z.strictObject({
  /** The version of the exercise that was answered. */
  version: z.string(),
  at: Time,
  answer: z.unknown(),
  /** The revision that it was made from, as the server counts them. */
  base: Count,
  /** Its delivery, and those that were sent before it without an acknowledgement. */
  delivery: z.string(),
  sent: z.array(z.string())
});
export type UnsentRecord = z.infer<typeof UnsentRecord>;

/** What a learner wrote for themselves in a step of an assignment, by the box's name. */
export const WrittenRecord = z.record(z.string(), z.string());
export type WrittenRecord = z.infer<typeof WrittenRecord>;

/** The kinds of record, by the word that stands in their keys. */
export const KINDS = {
  exercise: ExerciseRecord,
  lesson: LessonRecord,
  settings: Settings,
  unsent: UnsentRecord,
  written: WrittenRecord
} as const;

/** The file that progress is exported to. */
export const ProgressFile = z.strictObject({
  app: z.literal('whose-words'),
  format: z.int(),
  exported: z.iso.datetime(),
  exercises: z.record(Name, ExerciseRecord),
  lessons: z.record(Name, LessonRecord)
});
export type ProgressFile = z.infer<typeof ProgressFile>;
