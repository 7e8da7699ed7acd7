import type { DeviceName } from '../../text/annotation.ts';
import { Announce } from '../../ui/announce.svelte.ts';
import { Picker, type Picked } from '../../ui/picker.svelte.ts';
import { markKey } from '../parts/mark-keys.ts';
import { added, markAt } from '../parts/marks.ts';
import { reading } from '../parts/reading.ts';
import { snapped } from '../parts/snap.ts';
import { count, short } from '../parts/words.ts';
import type { SpotAnswer, SpotItem } from './schema.ts';
import { DEVICE_LABELS, FINDING_LABELS } from './words.ts';

export type Mark = SpotAnswer['free'][number];

/** A learner who marks what was not asked, in one of the texts at a time. */
export class FreeMarking {
  readonly announce = new Announce();
  readonly picker: Picker;
  /** The text at hand. */
  source = $state('');
  readonly #item: () => SpotItem;
  readonly #answer: () => SpotAnswer;
  readonly #give: (answer: SpotAnswer) => void;
  readonly passage = $derived.by(() => this.#item().passages.find((p) => p.source === this.source)!);
  readonly reading = $derived.by(() => reading(this.passage));
  /** The marks in the text at hand. */
  readonly here = $derived.by(() => this.#answer().free.filter((m) => m.source === this.source));

  constructor(
    item: () => SpotItem,
    answer: () => SpotAnswer,
    give: (answer: SpotAnswer) => void,
    source: string
  ) {
    this.#item = item;
    this.#answer = answer;
    this.#give = give;
    this.source = source;
    this.picker = new Picker(
      () => this.reading.lines,
      () => this.reading.open
    );
  }

  /** Takes up another text. */
  turn(source: string): void {
    this.picker.drop();
    this.source = source;
    this.picker.go(0, false);
  }

  labelOf({ kind }: Mark) {
    return FINDING_LABELS[kind ?? 'device'];
  }

  markAt(word: number): Mark | null {
    return markAt(this.reading.words, this.here, word);
  }

  mark(picked: Picked): void {
    const { text, source } = this.passage;
    const range = snapped(text, this.reading.words, picked.from, picked.to);
    const quote = text.slice(range.start, range.end);
    const result = added(text, this.here, { source, ...range, quote, kind: null });
    this.picker.drop();
    if ('refused' in result)
      return this.announce.say(
        `This overlaps your mark “${short(result.refused.quote, 40)}”. Remove that one first.`
      );
    this.#put(result.marks);
    this.announce.say(
      `Marked: ${short(result.mark.quote, 80)}. ${count(this.#answer().free.length, 'mark')}.`
    );
  }

  remove(mark: Mark): void {
    this.#put(this.here.filter((m) => m !== mark));
    this.picker.drop();
    this.announce.say(`Removed: ${short(mark.quote, 80)}.`);
  }

  call(mark: Mark, kind: DeviceName | null): void {
    this.#put(this.here.map((m) => (m === mark ? { ...m, kind } : m)));
    this.announce.say(`${short(mark.quote, 40)}: ${kind ? DEVICE_LABELS[kind].name : 'no device named'}`);
  }

  key(event: KeyboardEvent): boolean {
    return markKey(event, this, { enter: (picked) => this.mark(picked) });
  }

  #put(here: Mark[]): void {
    const answer = this.#answer();
    this.#give({ ...answer, free: [...answer.free.filter((m) => m.source !== this.source), ...here] });
  }
}
