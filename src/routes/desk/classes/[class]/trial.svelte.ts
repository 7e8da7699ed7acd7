import type { Session } from '$lib/exercises/context.ts';
import type { Problem, Scored, Verdict } from '$lib/exercises/define.ts';

/** An instructor at an exercise, trying it: the answer lives as long as the page, and the server checks it. */
export class TrialSession implements Session {
  answer = $state.raw<unknown>(null);
  verdict = $state.raw<Scored | null>(null);
  attempts = $state(0);
  state = $state<'open' | 'checking' | 'checked'>('open');
  trouble = $state<string | null>(null);
  problems = $state.raw<Problem[]>([]);
  readonly checks = 'at-once';
  readonly saved = { says: '', aloud: false };
  readonly canGoBack = false;
  readonly #blank: unknown;
  readonly #send: (answer: unknown) => Promise<Response>;

  /** @param send takes an answer to the server, which gives back its verdict */
  constructor(blank: unknown, send: (answer: unknown) => Promise<Response>) {
    this.answer = blank;
    this.#blank = blank;
    this.#send = send;
  }

  give(answer: unknown): void {
    this.answer = answer;
    this.verdict = null;
    this.state = 'open';
    this.problems = [];
    this.trouble = null;
  }

  async check(): Promise<void> {
    const { answer } = this;
    this.state = 'checking';
    this.trouble = null;
    const verdict = await this.#verdictOn(answer);
    // While it was on its way, the answer may have been changed: then this verdict is for nobody.
    if (this.state !== 'checking' || this.answer !== answer) return;
    this.state = 'open';
    if (!verdict)
      this.trouble =
        'It could not be checked. Look whether you are online and signed in, then press Check again.';
    else if (verdict.status === 'invalid') this.problems = verdict.problems;
    else {
      this.attempts++;
      this.verdict = verdict;
      this.state = 'checked';
    }
  }

  again(): void {
    this.give(this.#blank);
  }

  async back(): Promise<void> {}

  async #verdictOn(answer: unknown): Promise<Verdict | null> {
    try {
      const response = await this.#send(answer);
      // Our own server's: it has the shape that the check gives it.
      return response.ok && !response.redirected ? ((await response.json()) as Verdict) : null;
    } catch {
      return null;
    }
  }
}
