import { Announce } from '../../ui/announce.svelte.ts';
import type { Passage, Place } from '../define.ts';
import { halves } from './half.ts';
import { lettered } from './lettered.ts';
import { inTextOrder } from './order.ts';

/** What is asked about one by one: a statement, a stretch, a pair of wordings. */
export interface Unit {
  id: string;
  places: Place[];
}

/** An answer that labels units, and may say how sure each reading is (0 to 1). */
export interface Labels<L extends string> {
  labels: Record<string, L>;
  sure: Record<string, number>;
}

/** A label to choose. */
export interface Option<L extends string = string> {
  value: L;
  /** On the button. */
  name: string;
  /** The letter or sign that the mark carries. */
  sign: string;
  /** How the mark is drawn: the class `as-…` of `ui/marks.css`. */
  look: string;
  /** The one-line test. */
  test: string;
}

export interface Setting<U extends Unit, L extends string, A extends Labels<L>> {
  /** What a unit is called: "statement". */
  what: string;
  item: () => { passages: readonly Passage[] };
  units: () => readonly U[];
  options: () => readonly Option<L>[];
  answer: () => A;
  give: (answer: A) => void;
  /** What the task calls a unit by: its words, where nothing else is said. */
  name?: (unit: U) => string;
}

const wordsOf = ({ places }: Unit) => places.map(({ quote }) => quote).join(' … ');

/** A learner who gives units their labels: which unit is asked about, and what the keys do. */
export class Asking<U extends Unit, L extends string, A extends Labels<L>> {
  readonly announce = new Announce();
  protected readonly setting: Setting<U, L, A>;

  /** Where the learner is, once they have begun to work here. */
  #here = $state<number | null>(null);

  /** Made once: they are looked up for every unit of a text. */
  readonly #options = $derived.by(() => this.setting.options());

  /** The units in the order in which they stand in the texts. */
  readonly units = $derived.by(() =>
    inTextOrder(this.setting.item().passages, this.setting.units(), ({ places }) => places[0])
  );
  /** The unit that is asked about: the first open one, until the learner goes anywhere or answers. */
  readonly at = $derived.by(() => {
    if (this.#here !== null) return this.#here;
    const open = this.units.findIndex((u) => !this.#isGiven(u));
    return Math.max(0, open);
  });
  readonly current = $derived.by(() => this.units[this.at]!);
  /** The letters that it has in the texts. */
  readonly badge = $derived.by(() => lettered(this.at + 1));
  readonly name = $derived.by(() => {
    const { name = wordsOf } = this.setting;
    return name(this.current);
  });
  readonly label = $derived.by(() => this.setting.answer().labels[this.current.id] ?? null);
  readonly sure = $derived.by(() => this.setting.answer().sure[this.current.id] ?? null);
  readonly given = $derived.by(() => this.units.filter((u) => this.#isGiven(u)).length);
  readonly half = $derived.by(() => halves(this.units.map(({ id }) => this.owed(id))));

  constructor(setting: Setting<U, L, A>) {
    this.setting = setting;
  }

  /** What is still owed of a unit that has a label, in words; '' where nothing is. */
  owed(_: string): string {
    return '';
  }

  #isGiven({ id }: U): boolean {
    return this.setting.answer().labels[id] !== undefined && this.owed(id) === '';
  }

  get what(): string {
    return this.setting.what;
  }

  /** What a unit is called, at the beginning of a line. */
  get title(): string {
    return this.what.charAt(0).toUpperCase() + this.what.slice(1);
  }

  go(to: number): void {
    this.#here = Math.min(Math.max(to, 0), this.units.length - 1);
  }

  /** Stays with the unit that is asked about, whatever is answered. */
  stay(): void {
    this.#here = this.at;
  }

  /** The next unit that is not given in full, after this one or else from the beginning; −1 where all are. */
  nextOpen(): number {
    const open = (unit: U) => !this.#isGiven(unit);
    const after = this.units.findIndex((u, i) => i > this.at && open(u));
    return after >= 0 ? after : this.units.findIndex(open);
  }

  indexOf(id: string): number {
    return this.units.findIndex((u) => u.id === id);
  }

  /** The option that a unit was labelled with. */
  optionOf(id: string): Option<L> | undefined {
    const label = this.setting.answer().labels[id];
    return this.#options.find(({ value }) => value === label);
  }

  choose(label: L): void {
    this.stay();
    const answer = this.setting.answer();
    this.setting.give({ ...answer, labels: { ...answer.labels, [this.current.id]: label } });
    const owed = this.owed(this.current.id);
    const name = this.#options.find(({ value }) => value === label)?.name ?? label;
    this.say(owed ? `${name}, ${owed}` : name);
  }

  /** How sure the reading of the current unit is; without a reading there is nothing to be sure of. */
  be(sure: number): void {
    if (this.label === null) return;
    this.stay();
    const answer = this.setting.answer();
    this.setting.give({ ...answer, sure: { ...answer.sure, [this.current.id]: sure } });
  }

  /** Says of the current unit what was done with it. */
  protected say(done: string): void {
    this.announce.say(`${this.title} ${this.badge}: ${done}`);
  }

  /** What the digits choose, from 1 on. */
  protected get choices(): readonly (() => void)[] {
    return this.#options.map(
      ({ value }) =>
        () =>
          this.choose(value)
    );
  }

  /**
   * Digits choose a label wherever the focus is; true where the key was taken.
   * @param open whether only what is not given in full may be answered
   */
  digit({ key, ctrlKey, altKey, metaKey }: KeyboardEvent, open = false): boolean {
    if (ctrlKey || altKey || metaKey || (open && this.#isGiven(this.current))) return false;
    const choice = this.choices[Number(key) - 1];
    choice?.();
    return choice !== undefined;
  }
}
