import type { Kysely } from 'kysely';
import type { Round } from '../../classroom/live/state.ts';
import { withKept } from '../../classroom/live/compared.ts';
import { registry, type TypeName } from '../../exercises/registry.ts';
import type { Database } from '../db/schema.ts';
import { versionOf } from '../versions.ts';
import { insteadOf, readAnswers, type Mark, type Session } from './reading.ts';

/** What a class gave for a step, counted. */

interface Said {
  revision: number;
  text: string;
  answer: unknown;
}

type ByLearner = ReadonlyMap<string, Said>;

/**
 * Answers of one part that were read and parsed before, and what was counted of them: of a class of a thousand only what
 * is new is read again, and only the round that it is of is counted.
 */
export class Boards {
  readonly #db: Kysely<Database>;
  #part: string | null = null;
  readonly #said = new Map<string, Said>();
  /** The first round as it was counted last, written down, and of which answers: see `boardMark`. */
  #first: { of: string; json: string } | null = null;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /**
   * The counts of a part: `Board` of `classroom/live/views.ts` but for its stamp, as JSON without the brace that opens it.
   * @param found the answers that count: see `countedMarks`
   * @param second whether the second round is in it
   * @returns `null` where the part has no exercise
   */
  async of(session: Session, found: readonly Mark[], part: string, second: boolean): Promise<string | null> {
    const version = session.offered.get(part)?.own;
    const exercise = version ? await versionOf(this.#db, version) : null;
    if (!exercise) return null;
    await this.#read(part, found);
    const classroom = await registry[exercise.row.type as TypeName].classroom();
    const count = (some: Iterable<Said>) =>
      classroom.count(
        exercise.item,
        [...some].map(({ answer }) => answer)
      );
    const first = this.#by(found, 1);
    const of = boardMark(found, part, false);
    if (this.#first?.of !== of) this.#first = { of, json: JSON.stringify(count(first.values())) };
    const json = `"part":${JSON.stringify(part)},"first":${this.#first.json},`;
    if (!second) return `${json}"second":null,"kept":null,"changed":null}`;
    const again = this.#by(found, 2);
    const { given, kept } = withKept(first, again);
    // Where nobody answered first, nobody has anything to change.
    const rest = first.size > 0 ? { kept, changed: changedIn(first, again) } : { kept: null, changed: null };
    return `${json}"second":${JSON.stringify(count(given))},${JSON.stringify(rest).slice(1)}`;
  }

  /** What learners said in a round. */
  #by(found: readonly Mark[], round: Round): ByLearner {
    const said = new Map<string, Said>();
    for (const { id, learner, round: of } of found) {
      const one = of === round && this.#said.get(id);
      if (one) said.set(learner, one);
    }
    return said;
  }

  /** Reads what is not known yet of these answers. */
  async #read(part: string, marks: readonly Mark[]): Promise<void> {
    if (this.#part !== part) this.#said.clear();
    this.#part = part;
    const stale = marks.filter(({ id, revision }) => (this.#said.get(id)?.revision ?? 0) < revision);
    for (const { id, revision, answer: text } of await readAnswers(
      this.#db,
      stale.map(({ id }) => id)
    ))
      this.#said.set(id, { revision, text, answer: JSON.parse(text) as unknown });
  }
}

/** How many of those who answered twice changed something. */
const changedIn = (first: ByLearner, again: ByLearner): number =>
  [...again].filter(([learner, { text }]) => (first.get(learner)?.text ?? text) !== text).length;

/** The answers of a part that are counted: of who is in and takes the part's own exercise. */
export function countedMarks(
  { state, seats, instead, offered }: Session,
  marks: Iterable<Mark>,
  part: string
): Mark[] {
  const own = offered.get(part)?.own;
  const inside = new Set(seats.map(({ learner }) => learner).filter((id) => !state.out.includes(id)));
  return [...marks].filter(
    (mark) =>
      mark.part === part &&
      mark.version === own &&
      inside.has(mark.learner) &&
      !instead.has(insteadOf(part, mark.learner))
  );
}

/**
 * Changes whenever a board of the part would.
 * @param found the answers that count
 * @param second whether the second round is in it
 */
export function boardMark(found: readonly Mark[], part: string, second: boolean): string {
  const counted = second ? found : found.filter(({ round }) => round === 1);
  return `${part} ${second} ${counted.map(({ id, revision }) => `${id}:${revision}`).join(' ')}`;
}
