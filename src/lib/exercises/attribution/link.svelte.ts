import { untrack } from 'svelte';
import { Announce } from '../../ui/announce.svelte.ts';
import { Picker, type Picked } from '../../ui/picker.svelte.ts';
import { shared } from '../../text/span.ts';
import { tokensIn } from '../../text/tokens.ts';
import type { Place } from '../define.ts';
import { quoted, snapped } from '../parts/snap.ts';
import { reading } from '../parts/reading.ts';
import type { LinkAnswer, LinkItem } from './schema.ts';
import { short, unmarked } from '../parts/words.ts';
import { ROLES } from '../parts/labels.ts';
import { halves } from '../parts/half.ts';
import { owed } from './owed.ts';

export type Role = keyof typeof ROLES;
export type LinkOf = LinkAnswer['links'][string];
const NOTHING: LinkOf = { source: [], cue: [], order: [] };

const same = (a: Picked, b: Picked | null) => a.from === b?.from && a.to === b.to;

/** What is said where somebody goes elsewhere with words selected. */
export const WAYS_ON = 'Mark it as source or cue, or go on once more to let it go.';

/** A learner at a linking exercise: for each statement its source, its cue, and the chain where it is nested. */
export class Linking {
  readonly announce = new Announce();
  readonly picker: Picker;
  /** The chain as it is being put in order, before it counts as an answer. */
  draft = $state.raw<string[] | null>(null);
  readonly #item: () => LinkItem;
  readonly #answer: () => LinkAnswer;
  readonly #give: (answer: LinkAnswer) => void;
  /** Where the learner is, once they have begun to work here. */
  #here = $state<number | null>(null);
  readonly statements = $derived.by(() => this.#item().statements);
  /** The statement that is asked about: the first open one, until the learner goes anywhere, selects or marks. */
  readonly at = $derived.by(
    () =>
      this.#here ??
      Math.max(
        0,
        this.statements.findIndex((s) => !this.done(s.id))
      )
  );
  readonly current = $derived.by(() => this.statements[this.at]!);
  readonly passage = $derived.by(() =>
    this.#item().passages.find((p) => p.source === this.current.scope.source)!
  );
  readonly reading = $derived.by(() => reading(this.passage));
  readonly link = $derived.by(() => this.linkOf(this.current.id));
  readonly order = $derived.by(
    () => this.draft ?? (this.link.order.length > 0 ? this.link.order : this.current.names)
  );
  readonly given = $derived.by(() => this.statements.filter((s) => this.done(s.id)).length);
  readonly half = $derived.by(() => halves(this.statements.map((s) => owed(s, this.#answer().links[s.id]))));
  /** Whether anything was marked so far. */
  readonly begun = $derived.by(() =>
    Object.values(this.#answer().links).some(({ source, cue }) => source.length + cue.length > 0)
  );
  /** The words that are selected and not marked yet. */
  readonly pending = $derived.by(() => {
    const picked = this.picker.selection;
    return picked && quoted(this.passage.text, this.reading.words, picked.from, picked.to);
  });
  /** The selection with which the learner was about to go elsewhere, and that would have been lost. */
  #stopped = $state.raw<Picked | null>(null);
  readonly stopped = $derived.by(() => this.#stopped !== null && same(this.#stopped, this.picker.selection));
  /** The next thing to mark. */
  readonly next = $derived.by((): Role | 'order' | null => {
    if (this.link.source.length === 0) return 'source';
    if (this.link.cue.length === 0) return 'cue';
    return this.current.names.length > 0 && this.link.order.length === 0 ? 'order' : null;
  });

  constructor(item: () => LinkItem, answer: () => LinkAnswer, give: (answer: LinkAnswer) => void) {
    this.#item = item;
    this.#answer = answer;
    this.#give = give;
    this.picker = new Picker(
      () => this.reading.lines,
      () => this.#scope()
    );
    // A kept answer that is brought back leads to another statement: the cursor goes along.
    $effect.pre(() => {
      const [from] = this.#scope()[0] ?? [0];
      untrack(() => this.picker.can(this.picker.cursor) || this.picker.go(from, false));
    });
    $effect.pre(() => {
      if (this.picker.anchor !== null) this.#stay();
    });
  }

  linkOf(id: string): LinkOf {
    return this.#answer().links[id] ?? NOTHING;
  }

  done(id: string): boolean {
    const link = this.linkOf(id);
    const statement = this.statements.find((s) => s.id === id)!;
    return link.source.length + link.cue.length > 0 && owed(statement, link) === '';
  }

  /**
   * Goes to another statement. Where words are selected and not marked, it stays for once and says so.
   * @returns whether it went
   */
  go(to: number): boolean {
    const next = Math.min(Math.max(to, 0), this.statements.length - 1);
    if (next !== this.at && this.pending && !this.stopped) {
      this.#stopped = this.picker.selection;
      this.announce.say(`${unmarked(this.pending)} ${WAYS_ON}`);
      return false;
    }
    this.#here = next;
    this.#stopped = null;
    this.draft = null;
    this.picker.drop();
    const [from] = this.#scope()[0] ?? [0];
    this.picker.go(from, false);
    return true;
  }

  mark(picked: Picked, role: Role): void {
    const { text, source } = this.passage;
    let { start, end } = snapped(text, this.reading.words, picked.from, picked.to);
    const met = this.link[role].filter((p) => shared(p, { start, end }) > 0);
    for (const p of met) [start, end] = [Math.min(start, p.start), Math.max(end, p.end)];
    const place = { source, start, end, quote: text.slice(start, end) };
    this.#put({ ...this.link, [role]: [...this.link[role].filter((p) => !met.includes(p)), place] });
    this.picker.drop();
    this.announce.say(`${ROLES[role].name}: ${short(place.quote, 80)}`);
  }

  remove(role: Role, place: Place): void {
    this.#put({ ...this.link, [role]: this.link[role].filter((p) => p !== place) });
    this.announce.say(`Removed: ${short(place.quote, 80)}`);
  }

  roleAt(word: number): { role: Role; place: Place } | null {
    const at = this.reading.words[word];
    if (!at) return null;
    for (const role of ['source', 'cue'] as const) {
      const place = this.link[role].find((p) => p.source === this.passage.source && shared(p, at) > 0);
      if (place) return { role, place };
    }
    return null;
  }

  /** Moves a name one place outwards (−1) or inwards (+1). */
  move(index: number, by: 1 | -1): void {
    const order = [...this.order];
    const [name] = order.splice(index, 1);
    order.splice(index + by, 0, name!);
    this.draft = order;
    this.#stay();
    if (this.link.order.length > 0) this.keep();
    this.announce.say(`${name} is now number ${index + by + 1} of ${order.length}`);
  }

  /** Takes the order as it stands. */
  keep(): void {
    this.#put({ ...this.link, order: [...this.order] });
    this.draft = null;
    this.announce.say(`Order kept: ${this.order.join(', then ')}`);
  }

  /** The keys that mark and remove; true where the key was taken. */
  key(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    const picked = this.picker.selection;
    if (event.key === 'Delete' || event.key === 'Backspace') {
      const at = this.roleAt(this.picker.cursor);
      if (at) this.remove(at.role, at.place);
      return at !== null;
    }
    if (picked && (event.key === '1' || event.key === '2')) {
      this.mark(picked, event.key === '1' ? 'source' : 'cue');
      return true;
    }
    // Enter marks what is asked for next.
    if (
      picked &&
      (event.key === 'Enter' || event.key === ' ') &&
      (this.next === 'source' || this.next === 'cue')
    ) {
      this.mark(picked, this.next);
      return true;
    }
    return false;
  }

  /** From now on nothing but `go` leads elsewhere. */
  #stay(): void {
    this.#here = untrack(() => this.at);
  }

  #put(link: LinkOf): void {
    this.#stay();
    const answer = this.#answer();
    this.#give({ ...answer, links: { ...answer.links, [this.current.id]: link } });
  }

  /** The words in which source and cue are to be found. */
  #scope(): [number, number][] {
    const [from, to] = tokensIn(this.reading.words, this.current.scope);
    return this.reading.open
      .map(([a, b]): [number, number] => [Math.max(a, from), Math.min(b, to)])
      .filter(([a, b]) => b > a);
  }
}
