import type { Kysely } from 'kysely';
import type { Round } from '../../classroom/live/state.ts';
import { withKept } from '../../classroom/live/compared.ts';
import type { ClassCounts } from '../../exercises/define.ts';
import { registry, type TypeName } from '../../exercises/registry.ts';
import type { Database } from '../db/schema.ts';
import { versionOf } from '../versions.ts';
import { insteadOf, readAnswers, type Mark, type Session } from './reading.ts';

/** What a class gave for a step, counted. */

/** A board without its stamp: `Board` of `classroom/live/views.ts`. */
export interface Counted {
  part: string;
  first: ClassCounts;
  second: ClassCounts | null;
  kept: number | null;
  changed: number | null;
}

interface Said {
  revision: number;
  text: string;
  answer: unknown;
}

/** Answers of one part that were read and parsed before: of a class of a thousand only what is new is read again. */
export class Boards {
  readonly #db: Kysely<Database>;
  #part: string | null = null;
  readonly #said = new Map<string, Said>();

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /**
   * The counts of a part: of who is in and takes the part's own exercise.
   * @param second whether the second round is in it
   * @returns `null` where the part has no exercise
   */
  async of(session: Session, marks: Iterable<Mark>, part: string, second: boolean): Promise<Counted | null> {
    const version = session.offered.get(part)?.own;
    const exercise = version ? await versionOf(this.#db, version) : null;
    if (!version || !exercise) return null;
    const found = countedMarks(session, marks, part, version);
    await this.#read(part, found);
    const classroom = await registry[exercise.row.type as TypeName].classroom();
    const said = (round: Round) =>
      new Map(
        found
          .filter((mark) => mark.round === round)
          .flatMap(({ id, learner }) => {
            const one = this.#said.get(id);
            return one ? [[learner, one] as const] : [];
          })
      );
    const [first, again] = [said(1), said(2)];
    const count = (some: Iterable<Said>) =>
      classroom.count(
        exercise.item,
        [...some].map(({ answer }) => answer)
      );
    const { given, kept } = withKept(first, again);
    const changed = [...again].filter(([learner, { text }]) => {
      const before = first.get(learner);
      return before !== undefined && before.text !== text;
    });
    return {
      ...{ part, first: count(first.values()) },
      ...(second
        ? { second: count(given), kept, changed: changed.length }
        : { second: null, kept: null, changed: null })
    };
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

/** The answers of a part that are counted. */
function countedMarks(
  { state, seats, instead }: Session,
  marks: Iterable<Mark>,
  part: string,
  version: string
): Mark[] {
  const inside = new Set(seats.map(({ learner }) => learner).filter((id) => !state.out.includes(id)));
  return [...marks].filter(
    (mark) =>
      mark.part === part &&
      mark.version === version &&
      inside.has(mark.learner) &&
      !instead.has(insteadOf(part, mark.learner))
  );
}

/** Changes whenever a board of the part would. */
export function boardMark(session: Session, marks: Iterable<Mark>, part: string, second: boolean): string {
  const version = session.offered.get(part)?.own ?? '';
  const found = countedMarks(session, marks, part, version);
  return `${part} ${second} ${found.map(({ id, revision }) => `${id}:${revision}`).join(' ')}`;
}
