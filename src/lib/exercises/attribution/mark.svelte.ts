import { Announce } from '../../ui/announce.svelte.ts';
import { Picker, type Picked } from '../../ui/picker.svelte.ts';
import { quoted, snapped, wordsOf } from '../parts/snap.ts';
import { markKey } from '../parts/mark-keys.ts';
import { added, edged, markAt } from '../parts/marks.ts';
import { reading } from '../parts/reading.ts';
import type { ClassName, MarkAnswer, MarkItem } from './schema.ts';
import { count, inMarks, short } from '../parts/words.ts';
import { LABELS } from './words.ts';

export type Mark = MarkAnswer['marks'][number];
export type Kind = NonNullable<Mark['kind']>;
export const KINDS: readonly Kind[] = ['direct', 'indirect', 'mixed'];

/** A learner at a marking exercise. */
export class Marking {
  readonly announce = new Announce();
  readonly picker: Picker;
  /** What could not be done, and why. */
  refusal = $state('');
  readonly #item: () => MarkItem;
  readonly #answer: () => MarkAnswer;
  readonly #give: (answer: MarkAnswer) => void;
  readonly passage = $derived.by(() => this.#item().passages[0]!);
  readonly reading = $derived.by(() => reading(this.passage));
  readonly marks = $derived.by(() => this.#answer().marks);
  /** What a mark can be called: three kinds, or the one thing that is looked for. */
  readonly choices = $derived.by((): readonly ClassName[] =>
    this.#item().kinds ? KINDS : [this.#item().target]
  );
  /** The mark whose words are selected just now. */
  readonly held = $derived.by(() => {
    const picked = this.picker.selection;
    if (!picked || this.picker.extending) return null;
    return (
      this.marks.find((mark) => {
        const at = wordsOf(this.reading.words, mark);
        return at?.from === picked.from && at.to === picked.to;
      }) ?? null
    );
  });

  /** The words that are selected and not marked yet. */
  readonly pending = $derived.by(() => {
    const picked = this.picker.selection;
    return picked && !this.held
      ? quoted(this.passage.text, this.reading.words, picked.from, picked.to)
      : null;
  });

  constructor(item: () => MarkItem, answer: () => MarkAnswer, give: (answer: MarkAnswer) => void) {
    this.#item = item;
    this.#answer = answer;
    this.#give = give;
    this.picker = new Picker(
      () => this.reading.lines,
      () => this.reading.open
    );
  }

  labelOf(mark: Mark): ClassName {
    return mark.kind ?? this.#item().target;
  }

  nameOf(mark: Mark) {
    return LABELS[this.labelOf(mark)];
  }

  markAt(word: number): Mark | null {
    return markAt(this.reading.words, this.marks, word);
  }

  /** Marks the selection; `choice` is a kind, or the target where there are none. */
  mark(picked: Picked, choice: string): void {
    const { text, source } = this.passage;
    const range = snapped(text, this.reading.words, picked.from, picked.to);
    const kind = KINDS.find((k) => k === choice) ?? null;
    const result = added(text, this.marks, {
      source,
      ...range,
      quote: text.slice(range.start, range.end),
      kind
    });
    if ('refused' in result) {
      this.#refuse(
        `This overlaps your mark ${inMarks(short(result.refused.quote, 40))} (${this.nameOf(result.refused).name.toLowerCase()}). Shrink or remove that one first.`
      );
      return;
    }
    this.#put(result.marks);
    this.picker.drop();
    const joined = result.joined > 0 ? `, joined with ${count(result.joined, 'mark')}` : '';
    this.announce.say(
      `Marked, ${this.nameOf(result.mark).name}${joined}: ${short(result.mark.quote, 80)}. ${count(result.marks.length, 'mark')}.`
    );
  }

  remove(mark: Mark): void {
    this.#put(this.marks.filter((m) => m !== mark));
    this.picker.drop();
    this.announce.say(`Removed: ${short(mark.quote, 80)}. ${count(this.marks.length, 'mark')} left.`);
  }

  call(mark: Mark, kind: Kind): void {
    this.#put(this.marks.map((m) => (m === mark ? { ...m, kind } : m)));
    this.announce.say(`${short(mark.quote, 40)}: ${LABELS[kind].name}`);
  }

  edge(mark: Mark, edge: 'start' | 'end', by: 1 | -1): Mark | null {
    const moved = edged(this.passage.text, this.reading.words, this.marks, mark, edge, by);
    const at = moved && wordsOf(this.reading.words, moved.mark);
    if (!moved || !at || !this.picker.can(at.from) || !this.picker.can(at.to)) {
      this.#refuse('There is no word to take in or to leave out on that side.');
      return null;
    }
    this.#put(moved.marks);
    this.announce.say(`Now: ${short(moved.mark.quote, 80)}`);
    return moved.mark;
  }

  /** Takes a mark up again: its words are selected, ready to be marked anew. */
  take(mark: Mark): void {
    const at = wordsOf(this.reading.words, mark);
    if (at) this.picker.select(at.from, at.to);
  }

  key(event: KeyboardEvent): boolean {
    const [only, ...others] = this.choices;
    return markKey<Mark>(event, this, {
      enter: only && others.length === 0 ? (picked) => this.mark(picked, only) : null,
      digit: (digit, picked, mark) => {
        const choice = this.choices[digit - 1];
        if (!choice) return false;
        if (picked) this.mark(picked, choice);
        else if (mark?.kind) this.call(mark, choice as Kind);
        else return false;
        return true;
      }
    });
  }

  #put(marks: Mark[]): void {
    this.refusal = '';
    this.#give({ ...this.#answer(), marks });
  }

  #refuse(why: string): void {
    this.refusal = why;
    this.announce.say(why);
  }
}
