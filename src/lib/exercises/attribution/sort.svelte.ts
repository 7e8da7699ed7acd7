import { Announce } from '../../ui/announce.svelte.ts';
import type { ClassName, SortAnswer, SortItem } from './schema.ts';
import { LABELS } from './words.ts';

/** A learner at a sorting exercise: which statement is asked about, and what the keys do. */
export class Sorting {
  readonly announce = new Announce();
  readonly #item: () => SortItem;
  readonly #answer: () => SortAnswer;
  readonly #give: (answer: SortAnswer) => void;

  /** Where the learner is, once they have begun to work here. */
  #here = $state<number | null>(null);

  /** The statements in the order in which they stand in the texts. */
  readonly statements = $derived.by(() => {
    const { passages, statements } = this.#item();
    const sources = passages.map((p) => p.source);
    return [...statements].sort((a, b) => {
      const [x, y] = [a.places[0]!, b.places[0]!];
      return sources.indexOf(x.source) - sources.indexOf(y.source) || x.start - y.start;
    });
  });
  /** The statement that is asked about: the first open one, until the learner goes anywhere or answers. */
  readonly at = $derived.by(() => {
    if (this.#here !== null) return this.#here;
    const open = this.statements.findIndex((s) => !this.#answer().labels[s.id]);
    return Math.max(0, open);
  });
  readonly current = $derived.by(() => this.statements[this.at]!);
  readonly label = $derived.by(() => this.#answer().labels[this.current.id] ?? null);
  readonly sure = $derived.by(() => this.#answer().sure[this.current.id] ?? null);
  readonly given = $derived.by(() => this.statements.filter((s) => this.#answer().labels[s.id]).length);

  constructor(item: () => SortItem, answer: () => SortAnswer, give: (answer: SortAnswer) => void) {
    this.#item = item;
    this.#answer = answer;
    this.#give = give;
  }

  /** The next statement without a label, after this one or else from the beginning; −1 where all have one. */
  nextOpen(): number {
    const open = (i: number) => !this.#answer().labels[this.statements[i]!.id];
    const after = this.statements.findIndex((_, i) => i > this.at && open(i));
    return after >= 0 ? after : this.statements.findIndex((_, i) => open(i));
  }

  go(to: number): void {
    this.#here = Math.min(Math.max(to, 0), this.statements.length - 1);
  }

  indexOf(id: string): number {
    return this.statements.findIndex((s) => s.id === id);
  }

  choose(label: ClassName): void {
    this.#here = this.at;
    const answer = this.#answer();
    this.#give({ ...answer, labels: { ...answer.labels, [this.current.id]: label } });
    this.announce.say(`Statement ${this.at + 1}: ${LABELS[label].name}`);
  }

  be(sure: number): void {
    this.#here = this.at;
    const answer = this.#answer();
    this.#give({ ...answer, sure: { ...answer.sure, [this.current.id]: sure } });
  }

  /** Digits choose a label wherever the focus is; true where the key was taken. */
  digit(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    const label = this.#item().classes[Number(event.key) - 1];
    if (!/^[1-9]$/.test(event.key) || !label) return false;
    this.choose(label);
    return true;
  }
}
