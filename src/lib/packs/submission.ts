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
  const parsed = Submission.safeParse(raw);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, code, message }) => ({
      path: path.map((step) => (typeof step === 'number' ? step : String(step))),
      code,
      detail: message
    }));
    return { exercise: '', refused: 'malformed', problems };
  }
  const { exercise: name, learner, version, answer } = parsed.data;
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
  const logic = await registry[found.type].logic();
  return {
    exercise: name,
    learner,
    verdict: logic.check(logic.item.parse(found.item), logic.key.parse(found.key), answer)
  };
}

/** The exercise that is named `pack/exercise`. */
export function findExercise(packs: readonly Pack[], name: string): PackExercise | undefined {
  return packs
    .flatMap((pack) => pack.exercises)
    .find((exercise) => `${exercise.pack}/${exercise.slug}` === name);
}
