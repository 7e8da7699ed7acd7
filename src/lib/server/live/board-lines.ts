import type { Kysely } from 'kysely';
import { mayShow } from '../../classroom/live/views.ts';
import type { Database } from '../db/schema.ts';
import { Boards, boardMark, countedMarks } from './boards.ts';
import type { Mark, Session } from './reading.ts';
import type { As } from './speaker.ts';

/** Instructors see at any time what the class gives; learners and the wall what may be shown. */
type Line = 'desk' | 'open';

export const lineOf = ({ is }: As): Line => (is === 'desk' ? 'desk' : 'open');

/** What was told, and what it was made of: see `boardMark`. */
interface Told {
  part: string;
  second: boolean;
  of: string;
  body: string;
}

/** The boards of a session as they were told last, without their stamp. */
export class BoardLines {
  readonly #boards: Boards;
  readonly #told: Record<Line, Told | null> = { desk: null, open: null };
  /** Where somebody came since: of another server they may hold a later board, and have dropped what they were told here. */
  readonly #came = new Set<Line>();

  constructor(db: Kysely<Database>) {
    this.#boards = new Boards(db);
  }

  /** What a device that has just come is told; `null` where there is nothing, or it is not known yet. */
  for(as: As): string | null {
    this.#came.add(lineOf(as));
    return this.#told[lineOf(as)]?.body ?? null;
  }

  /** Takes away what is of another step than the present one, or not to be seen. To be called before anybody is told. */
  wipe({ state }: Session): void {
    const part = state.steps[state.at]?.part;
    for (const line of ['desk', 'open'] as const)
      if (this.#told[line]?.part !== part) this.#told[line] = null;
    const { open } = this.#told;
    if (part === undefined || !mayShow(state, part, open?.second ? 2 : 1)) this.#told.open = null;
  }

  /**
   * Counts the step that is present, where it has changed: once for all who are to see the same.
   * @param wants whether anybody listens there
   * @param tell called with what is new
   */
  async count(
    session: Session,
    marks: ReadonlyMap<string, Mark>,
    wants: (line: Line) => boolean,
    tell: (line: Line, body: string) => void
  ): Promise<void> {
    const { state } = session;
    const step = state.steps[state.at];
    if (!step) return;
    const { part, twice } = step;
    const lines = [
      { line: 'desk' as const, may: true, second: twice },
      {
        line: 'open' as const,
        may: mayShow(state, part, 1),
        second: twice && mayShow(state, part, 2)
      }
    ];
    const found = countedMarks(session, marks.values(), part);
    for (const { line, may, second } of lines) {
      const before = this.#told[line];
      if (!may || !wants(line)) {
        this.#told[line] = null;
        continue;
      }
      const of = boardMark(found, part, second);
      if (before?.of === of) continue;
      const body = this.#toldOf(of) ?? (await this.#boards.of(session, found, part, second));
      if (body === null) continue;
      this.#told[line] = { part, second, of, body };
      if (body !== before?.body || this.#came.has(line)) tell(line, body);
      if (before) this.#came.delete(line);
    }
  }

  /** What was told of just these answers, on whichever line. */
  #toldOf(of: string): string | undefined {
    return Object.values(this.#told).find((told) => told?.of === of)?.body;
  }
}
