import { z } from 'zod';

/** What an instructor decides about an assignment. Times are milliseconds since 1970 (UTC); `zone` says how they are shown. */

const Time = z.int().nonnegative();

/** The name of a time zone that this machine knows: `Europe/Vienna`. */
export const Zone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}, 'No time zone of this name is known: choose one of the list.');

/** The time zone that a browser named, or UTC. */
export const zoneOf = (typed: string): string => Zone.safeParse(typed).data ?? 'UTC';

const asked = z.strictObject({
  /** From when it can be begun; `null`: at once. */
  opens: Time.nullable(),
  /** Until when it is on time; `null`: it is never late. */
  due: Time.nullable(),
  /** After this nothing is taken any more; `null`: never. */
  closes: Time.nullable(),
  zone: Zone,
  /** How many times it may be done, and which of them counts. */
  attempts: z.int().min(1).max(10),
  counts: z.enum(['first', 'best', 'last']),
  /** Minutes from beginning to hand-in; `null`: no limit. */
  minutes: z.int().min(1).max(600).nullable(),
  /** When a learner sees verdict and reasons: at each check, after hand-in, or after it closed for them. */
  feedback: z.enum(['at-once', 'handed-in', 'closed']),
  /** Whether learners are asked how sure they are of their readings. */
  confidence: z.boolean(),
  /** Which level of exercise it is meant to be at; it is told to learners. `null`: mixed. */
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable()
});
type Asked = z.infer<typeof asked>;

const inOrder = ({ opens, due, closes, feedback }: Asked, context: z.RefinementCtx): void => {
  const wrong = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (opens !== null && due !== null && due <= opens) wrong('due', 'Due has to be later than the opening.');
  if (closes !== null && opens !== null && closes <= opens)
    wrong('closes', 'Closing has to be later than the opening.');
  if (closes !== null && due !== null && closes < due) wrong('closes', 'Closing cannot be earlier than due.');
  if (feedback === 'closed' && closes === null)
    wrong('closes', 'Feedback after closing needs a closing time.');
};

/** What an instructor is asked. */
export const DraftSettings = asked.superRefine(inOrder);
export type DraftSettings = z.infer<typeof DraftSettings>;

/** What an assignment is kept with. */
export const Settings = z
  .strictObject({
    ...asked.shape,
    /** Works that were begun by then were taken over from a live session. No form asks for it. */
    takenOverUntil: Time.optional(),
    /**
     * In works that were begun by then, a part without an answer, or with too little of one for points, is left out of
     * the mark and does not count 0: they were taken over too, and not everybody was there for every step, or for long.
     * Marks that were made before there was `takenOverUntil` have this alone.
     */
    leftOutUntil: Time.optional()
  })
  .superRefine(inOrder);
export type Settings = z.infer<typeof Settings>;

/** Where an instructor begins: no times, one attempt, reasons after hand-in. */
export const settingsToBeginWith = (zone: string): DraftSettings => ({
  opens: null,
  due: null,
  closes: null,
  zone,
  attempts: 1,
  counts: 'first',
  minutes: null,
  feedback: 'handed-in',
  confidence: true,
  level: null
});
