import { z } from 'zod';
import type { Problem, Verdict } from '../exercises/define.ts';
import { registry } from '../exercises/registry.ts';
import type { Pack, PackExercise } from './load.ts';

/** An answer on its way to the checker: from a file, or from a client of `POST /api/check`. */
export const Submission = z.strictObject({
  /** `pack/exercise` */
  exercise: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'an exercise is named pack/exercise'),
  /** The version of the exercise that was answered; another one than the present is refused. */
  version: z.string().optional(),
  /** Whose answer it is, as the sender calls them; given back as it came. */
  learner: z.string().max(200).optional(),
  answer: z.unknown()
});
export type Submission = z.infer<typeof Submission>;

/** What came of a submission: a verdict, or why there is none. */
export type Outcome =
  | { exercise: string; learner?: string | undefined; verdict: Verdict }
  | {
      exercise: string;
      learner?: string | undefined;
      refused: 'malformed' | 'unknown' | 'reserved' | 'version';
      problems: Problem[];
    };

/**
 * Checks any value as a submission.
 * @param access which exercises may be checked here: a public endpoint checks `open` ones only
 */
export async function checkSubmission(
  packs: readonly Pack[],
  raw: unknown,
  access: 'open' | 'all'
): Promise<Outcome> {
  const submission = Submission.safeParse(raw);
  if (!submission.success) {
    const problems = submission.error.issues.map(({ path, code, message }) => ({
      path: path.map((step) => (typeof step === 'number' ? step : String(step))),
      code,
      detail: message
    }));
    return { exercise: '', refused: 'malformed', problems };
  }
  const { exercise: name, learner, version, answer } = submission.data;
  const refuse = (refused: 'unknown' | 'reserved' | 'version', path: string, detail: string): Outcome => ({
    exercise: name,
    learner,
    refused,
    problems: [{ path: [path], code: refused, detail }]
  });
  const found = findExercise(packs, name);
  if (!found) return refuse('unknown', 'exercise', `there is no exercise ${name}`);
  if (access === 'open' && found.access !== 'open')
    return refuse('reserved', 'exercise', `${name} is reserved for classes: its key is not used here`);
  if (version !== undefined && version !== found.version)
    return refuse(
      'version',
      'version',
      `the answer was given to version ${version}; the exercise is now ${found.version}`
    );
  const { logic, item, key } = await ready(found);
  return { exercise: name, learner, verdict: logic.check(item, key, answer) };
}

/** An exercise's logic with its item and key, parsed once: what a check prepares, it prepares for these. */
function ready(exercise: PackExercise) {
  const known = parsed.get(exercise) ?? parse(exercise);
  parsed.set(exercise, known);
  return known;
}

async function parse({ type, item, key }: PackExercise) {
  const logic = await registry[type].logic();
  return { logic, item: logic.item.parse(item), key: logic.key.parse(key) };
}

const parsed = new WeakMap<PackExercise, ReturnType<typeof parse>>();

/** The exercise that is named `pack/exercise`. */
export function findExercise(packs: readonly Pack[], name: string): PackExercise | undefined {
  return packs
    .flatMap((pack) => pack.exercises)
    .find((exercise) => `${exercise.pack}/${exercise.slug}` === name);
}
