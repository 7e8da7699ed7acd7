import { deserialize } from '$app/forms';
import type { DraftProblem } from '$lib/classroom/changes.ts';
import { edited, formOf, stepName, type Typed } from '$lib/classroom/build.ts';
import type { Catalogue, Step } from '$lib/classroom/draft.ts';

/** What an action of the page says to a form. */
export interface Answer {
  typed: Typed;
  /** The change that the form is now made of. */
  seen: number;
  problems: DraftProblem[];
  notes?: DraftProblem[];
  savedAt?: number;
  /** Somebody else changed the assignment meanwhile. */
  conflict?: boolean;
  /** Where the page goes on, once it was done. */
  to?: string;
}

/** How long nothing is typed before it is saved, in milliseconds. */
const CALM = 700;

/** A copy without proxies, as it is sent. Svelte's own way would put its weight on every page of the site. */
export const plain = <T>(typed: T): T => JSON.parse(JSON.stringify(typed)) as T;

/**
 * The form as it stands on the page. A draft is saved a moment after each change; a published assignment when its
 * button is pressed. One form is on its way at a time, and whatever happens to it, nothing on the page is taken away.
 */
export class Builder {
  typed = $state<Typed>() as Typed;
  problems = $state.raw<DraftProblem[]>([]);
  notes = $state.raw<DraftProblem[]>([]);
  /** Whether there is something on the page that the server does not have. */
  unsaved = $state(false);
  sending = $state(false);
  savedAt = $state<number | null>(null);
  conflict = $state(false);
  /** Whether it may open again although learners may have seen its reasons. */
  reopen = $state(false);
  /** Why it could not be sent, and what to do. */
  trouble = $state<string | null>(null);
  /** The step that was taken out last, and where it stood. */
  taken = $state.raw<{ step: Step; at: number } | null>(null);

  seen: number;
  readonly catalogue: Catalogue;
  readonly #saves: boolean;
  readonly #path: string;
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** Counts the changes, so that one made while a form is on its way is noticed. */
  #turn = 0;
  #lane: Promise<unknown> = Promise.resolve();

  /**
   * @param saves whether it saves by itself
   * @param path of the page, wherever the browser has gone meanwhile
   */
  constructor(catalogue: Catalogue, typed: Typed, seen: number, saves: boolean, path: string) {
    this.catalogue = catalogue;
    this.typed = typed;
    this.seen = seen;
    this.#saves = saves;
    this.#path = path;
  }

  problem(path: string): string {
    return this.problems.find((problem) => problem.path === path)?.message ?? '';
  }

  note(path: string): string {
    return this.notes.find((note) => note.path === path)?.message ?? '';
  }

  /** To be called after each change. */
  touch(): void {
    this.#turn++;
    this.unsaved = true;
    // Where two say different things, a person decides.
    if (!this.#saves || this.conflict) return;
    this.stop();
    this.#timer = setTimeout(() => void this.save(), CALM);
  }

  /** Leaves it to be saved by hand. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Changes the list of steps as a button says; see `edited`. */
  edit(edit: string): void {
    const before = this.typed.steps;
    const at = Number(/^remove (\d+)$/.exec(edit)?.[1] ?? NaN);
    this.taken = before[at] ? { step: plain(before[at]), at } : null;
    this.typed.steps = edited(this.catalogue, before, edit);
    // What was said of the steps names them by where they stood.
    this.problems = this.problems.filter(({ path }) => !path.startsWith('steps'));
    this.touch();
  }

  /** Puts back what was taken out last, with its words. */
  putBack(): void {
    const { taken } = this;
    if (!taken) return;
    const there = this.typed.steps.some((step) => stepName(step) === stepName(taken.step));
    if (!there) this.typed.steps = this.typed.steps.toSpliced(taken.at, 0, taken.step);
    this.taken = null;
    this.touch();
  }

  /** Saves what is on the page. @returns where the page goes on, if it does */
  async save(): Promise<string | null> {
    const to = await this.send('?/save');
    // What was typed meanwhile goes next.
    if (this.unsaved && this.problems.length === 0 && this.trouble === null) this.touch();
    return to;
  }

  /** Sends what is on the page to one of its actions. @returns where the page goes on, if it does */
  async send(action: string): Promise<string | null> {
    return (await this.#inTurn(action))?.to ?? null;
  }

  /** Takes what the server says to a form; what is typed stays as it is. */
  take(answer: Answer): void {
    this.seen = answer.seen;
    this.problems = answer.problems;
    this.notes = answer.notes ?? [];
    // It is meant for one change alone.
    if (answer.problems.length === 0) this.reopen = false;
    this.conflict = answer.conflict ?? false;
    if (answer.savedAt !== undefined) this.savedAt = answer.savedAt;
  }

  #form(): FormData {
    const form = formOf(plain(this.typed));
    form.set('seen', String(this.seen));
    form.set('stay', 'yes');
    if (this.reopen) form.set('reopen', 'yes');
    return form;
  }

  /** One after the other: each form names the change that the one before it made. */
  #inTurn(action: string): Promise<Answer | null> {
    this.stop();
    const sent = this.#lane.then(async () => {
      const turn = this.#turn;
      this.sending = true;
      this.trouble = null;
      const answer = await this.#send(action);
      this.sending = false;
      if (answer) this.take(answer);
      if (answer?.savedAt !== undefined && turn === this.#turn) this.unsaved = false;
      return answer;
    });
    this.#lane = sent;
    return sent;
  }

  /** @returns the answer of the action; `null` where there is none, with the trouble said */
  async #send(action: string): Promise<Answer | null> {
    try {
      const response = await fetch(this.#path + action, {
        method: 'POST',
        body: this.#form(),
        headers: { accept: 'application/json', 'x-sveltekit-action': 'true' }
      });
      const result = deserialize(await response.text());
      // The page and its action are of one build: an answer has the shape that the action gives it.
      if (result.type === 'success' || result.type === 'failure') return result.data as unknown as Answer;
      this.trouble =
        result.type === 'redirect'
          ? 'You are not signed in any more, so it is kept on this page only. Sign in in another tab, then press Save here.'
          : 'The server could not save it, so it is kept on this page only. Wait a little, then press Save.';
    } catch {
      this.trouble =
        'It could not be sent, so it is kept on this page only. It is sent by itself when the connection is back.';
    }
    return null;
  }
}
