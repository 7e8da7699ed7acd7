import { Announce } from '../../ui/announce.svelte.ts';
import { Picker, type Picked } from '../../ui/picker.svelte.ts';
import type { Place } from '../define.ts';
import { reading, type Reading } from '../parts/reading.ts';
import { snapped, wordsOf } from '../parts/snap.ts';
import { count, short, textName } from '../parts/words.ts';
import { countedIn } from './asked.ts';
import { rowBadge } from './badges.ts';
import { cellId, cellsOf, holdsIn, neighbours } from './ids.ts';
import { Sayings } from './said.ts';
import type { Answer, Item } from './schema.ts';
import { STEP_NAMES, stepsOf, type Step } from './steps.ts';

export interface Cell {
  id: string;
  row: string;
  source: string;
}

/** A learner at a ledger. */
export class Bookkeeping {
  readonly announce = new Announce();
  readonly picker: Picker;
  step = $state<Step>('fill');
  /** The cell that the next number goes into. */
  chosen = $state<string | null>(null);
  readonly #item: () => Item;
  readonly #answer: () => Answer;
  readonly #give: (answer: Answer) => void;
  readonly #known: (source: string) => string | undefined;
  /** What was read already; a record, since nothing on the page depends on it. */
  readonly #readings: Record<string, Reading> = {};
  readonly #sayings = new Sayings();
  #shown = $state<string | null>(null);
  /** The cell that what is selected now is in already, with what stood in it before. */
  #held: { cell: Cell; before: 'absent' | Place | undefined } | null = null;

  readonly cells = $derived.by((): Cell[] => cellsOf(this.#item()));
  /** The text that is shown. */
  readonly passage = $derived.by(() => {
    const { passages } = this.#item();
    return passages.find(({ source }) => source === this.#shown) ?? passages[0]!;
  });
  readonly reading = $derived.by(() => {
    const { source } = this.passage;
    return (this.#readings[source] ??= reading(this.passage));
  });
  /** The chosen cell, where it is of the text that is shown. */
  readonly awaiting = $derived.by(
    () => this.cells.find(({ id, source }) => id === this.chosen && source === this.passage.source) ?? null
  );
  /** The cells that hold a number, with its place. */
  readonly filled = $derived.by(() =>
    this.cells.flatMap((cell) => {
      const at = this.at(cell.id);
      return at && at !== 'absent' ? [{ ...cell, at }] : [];
    })
  );
  /** The neighbours that can be compared as the cells are filled now. */
  readonly pairs = $derived.by(() => {
    const { cells } = this.#answer();
    return neighbours(this.#item(), holdsIn(cells));
  });
  /** The steps that are asked, each with how far it has come. */
  readonly steps = $derived.by(() => stepsOf(this.#item(), this.#answer(), this));
  /** How far the present step has come, and how much of all that is asked is given: see `askedIn`. */
  readonly progress = $derived.by(() => {
    const { id, given, of } = this.steps.find(({ id }) => id === this.step)!;
    return {
      ...countedIn(this.#item(), this.#answer()),
      what: 'answer',
      says: `${STEP_NAMES[id]}: ${given} of ${of}`
    };
  });
  /** Which number is looked for now; `null` while no cell is chosen. */
  readonly wanted = $derived.by(() => {
    const cell = this.step === 'fill' && this.cells.find(({ id }) => id === this.chosen);
    return cell
      ? `${this.rowOf(cell.row).counted} (row ${this.rowOf(cell.row).badge}), ${this.textOf(cell.source)}`
      : null;
  });

  /** @param known what a text is called, where that is known */
  constructor(
    item: () => Item,
    answer: () => Answer,
    give: (answer: Answer) => void,
    known: (source: string) => string | undefined
  ) {
    this.#item = item;
    this.#answer = answer;
    this.#give = give;
    this.#known = known;
    this.picker = new Picker(
      () => this.reading.lines,
      () => this.reading.open
    );
  }

  at(id: string): 'absent' | Place | undefined {
    return this.#answer().cells[id];
  }

  textOf(source: string): string {
    const { passages } = this.#item();
    return (
      this.#known(source) ??
      textName(
        passages.findIndex((p) => p.source === source),
        passages.length
      )
    );
  }

  rowOf(id: string): { badge: string; counted: string } {
    const { rows } = this.#item();
    const at = rows.findIndex((row) => row.id === id);
    return { badge: rowBadge(at), counted: rows[at]!.counted };
  }

  /** "Row b, people killed", and with a cell its text as well. */
  nameOf({ row, source }: { row: string; source?: string }): string {
    const { badge, counted } = this.rowOf(row);
    return `Row ${badge}, ${counted}${source === undefined ? '' : `, ${this.textOf(source)}`}`;
  }

  /** What stands in a cell, in the words that are seen in it. */
  stateOf(id: string): string {
    const at = this.at(id);
    return at === undefined ? 'open; choose' : at === 'absent' ? 'absent' : short(at.quote, 36);
  }

  /** How a cell stands to the filled one before it in its row. */
  joinOf({ row, source }: Cell) {
    const pair = this.pairs.find((p) => p.row === row && p.to === source);
    const relation = pair && this.#answer().relations[pair.id];
    return pair && relation ? { from: pair.from, relation } : null;
  }

  show(source: string): void {
    if (source === this.passage.source) return;
    this.#drop();
    this.#shown = source;
    this.picker.go(0, false);
  }

  go(step: Step): void {
    this.step = step;
    this.#drop();
    this.announce.say(STEP_NAMES[step]);
  }

  /**
   * Takes a cell to be filled, and shows its text. Words that are selected in it already go there at once, but for those
   * that another cell was chosen for.
   */
  choose(cell: Cell): 'filled' | 'chosen' {
    const picked = cell.source === this.passage.source ? this.picker.selection : null;
    if (picked && (this.awaiting === null || this.awaiting.id === cell.id)) {
      this.put(cell.row, picked);
      return 'filled';
    }
    this.#drop();
    this.chosen = cell.id;
    this.show(cell.source);
    this.announce.say(`${this.nameOf(cell)}: choose its number in the text, or say that it is absent.`);
    return 'chosen';
  }

  /**
   * What is selected in the shown text now. Where a cell was chosen first, it is in that cell at once, and what is added to
   * it changes the same cell.
   */
  hold(picked: Picked | null): void {
    const cell = picked && this.awaiting;
    if (!cell) return void (this.#held = null);
    if (this.#held?.cell.id !== cell.id) this.#held = { cell, before: this.at(cell.id) };
    const place = this.#placeOf(picked);
    this.#put({ ...this.#answer().cells, [cell.id]: place });
    this.announce.say(`${this.nameOf(cell)}: ${short(place.quote, 60)}.`);
  }

  /** Drops what is selected; in the cell that it was put into at once stands again what stood there before. */
  cancel(): void {
    if (this.#held) {
      this.#put(this.#released());
      this.announce.say(`${this.nameOf(this.#held.cell)}: as it was.`);
    }
    this.#drop();
  }

  /** Puts picked words of the shown text into a row. */
  put(row: string, picked: Picked): void {
    const { source } = this.passage;
    const cell = { id: cellId(row, source), row, source };
    const place = this.#placeOf(picked);
    if (this.#held && this.#held.cell.id !== cell.id) this.#put(this.#released());
    this.#fill(cell, place);
  }

  absent(cell: Cell): void {
    if (this.at(cell.id) === 'absent') this.clear(cell);
    else this.#fill(cell, 'absent');
  }

  clear(cell: Cell): void {
    if (this.at(cell.id) === undefined) return;
    this.#drop();
    const { [cell.id]: _, ...cells } = this.#answer().cells;
    const aside = this.#put(cells) ? '. What you said of its number comes back with it.' : '';
    this.announce.say(`${this.nameOf(cell)}: open again${aside}`);
  }

  label<Part extends 'relations' | 'origins' | 'pairs' | 'questions'>(
    part: Part,
    id: string,
    value: Answer[Part][string],
    says: string
  ): void {
    this.#give({ ...this.#answer(), [part]: { ...this.#answer()[part], [id]: value } });
    this.announce.say(says);
  }

  given(part: 'relations' | 'origins' | 'pairs' | 'questions', id: string): string | undefined {
    return this.#answer()[part][id];
  }

  /** The filled cell in which a word of the shown text stands. */
  cellAt(word: number) {
    const at = this.reading.words[word];
    return (
      (at &&
        this.filled.find(
          (f) => f.source === this.passage.source && f.at.start < at.end && f.at.end > at.start
        )) ??
      null
    );
  }

  /** The word at which a place begins. */
  wordOf(place: Place): number {
    return wordsOf(this.reading.words, place)?.from ?? 0;
  }

  /** What is selected stays where it was put. */
  #drop(): void {
    this.#held = null;
    this.picker.drop();
  }

  #placeOf({ from, to }: Picked): Place {
    const { text, source } = this.passage;
    const { start, end } = snapped(text, this.reading.words, from, to);
    return { source, start, end, quote: text.slice(start, end) };
  }

  /** The cells without what is selected now. */
  #released(): Answer['cells'] {
    const { cells } = this.#answer();
    if (!this.#held) return cells;
    const { cell, before } = this.#held;
    const { [cell.id]: _, ...others } = cells;
    return before === undefined ? others : { ...others, [cell.id]: before };
  }

  #fill(cell: Cell, value: 'absent' | Place): void {
    this.#drop();
    this.#put({ ...this.#answer().cells, [cell.id]: value });
    const { given, of } = this.steps[0]!;
    const says = value === 'absent' ? 'absent' : short(value.quote, 60);
    this.announce.say(`${this.nameOf(cell)}: ${says}. ${given} of ${count(of, 'cell')}.`);
    // On to the next open cell of the same text.
    const column = this.cells.filter(({ source }) => source === cell.source);
    const from = column.findIndex(({ id }) => id === cell.id);
    const next = [...column.slice(from + 1), ...column.slice(0, from)].find(
      ({ id }) => this.at(id) === undefined && id !== cell.id
    );
    this.chosen = next?.id ?? null;
  }

  /** @returns whether something that was said of numbers waits for them to come back */
  #put(cells: Answer['cells']): boolean {
    const answer = this.#answer();
    const said = this.#sayings.carry(this.#item(), answer, cells);
    this.#give({ ...answer, cells, ...said });
    const fewer = (part: 'relations' | 'origins') =>
      Object.keys(said[part]).length < Object.keys(answer[part]).length;
    return fewer('relations') || fewer('origins');
  }
}
