import type { Scored, VerdictItem } from '../define.ts';
import type { Line } from '../parts/account.ts';
import { agrees as agreesOn } from '../parts/checking.ts';
import { textName } from '../parts/words.ts';
import { badgeOf } from './badges.ts';
import { CODES, counts, EDGES, needed, NOTES } from './reasons.ts';
import type { Item } from './schema.ts';
import { STEP_NAMES } from './steps.ts';
import { ORIGIN_WORDS, PAIR_WORDS, RELATION_WORDS } from './words.ts';

/** The items of a verdict on a ledger, put into words. */

export type Part = 'cells' | 'relations' | 'origins' | 'pairs' | 'questions';

export const PARTS: Record<Part, string> = {
  cells: STEP_NAMES.fill,
  relations: STEP_NAMES.compare,
  origins: STEP_NAMES.trace,
  pairs: STEP_NAMES.pairs,
  questions: STEP_NAMES.conclude
};

/** What learners agree on, or take one label for another in. */
export const ABOUT: Record<Part, string> = {
  cells: 'the numbers in the table',
  relations: 'how numbers compare',
  origins: 'where numbers are from',
  pairs: 'which numbers count the same',
  questions: 'what follows from the numbers'
};

/** Which part an item belongs to, and its id in it. */
export function partOf({ id }: Pick<VerdictItem, 'id'>): { part: Part; id: string } {
  const at = id.indexOf(':');
  return { part: id.slice(0, at) as Part, id: id.slice(at + 1) };
}

/** What texts are called: by what is known of them, else by their place. */
export function namer(item: Item, known: (source: string) => string | undefined) {
  return (source: string) =>
    known(source) ??
    textName(
      item.passages.findIndex((p) => p.source === source),
      item.passages.length
    );
}

/** The items, part by part. */
export function lines(item: Item, verdict: Scored, known: (source: string) => string | undefined): Line[] {
  const nameOf = namer(item, known);
  return verdict.items.map((i, n): Line => {
    const { part, id } = partOf(i);
    const agrees = agreesOn(i);
    return {
      item: i,
      number: n + 1,
      badge: badgeOf(item, part, id),
      group: PARTS[part],
      quote: headOf(item, part, id, nameOf),
      code: codeOf(i),
      yours: i.given === null ? (i.code === 'unanswered' ? 'left open' : '') : said(item, part, id, i.given),
      keys: i.expected === null ? '' : said(item, part, id, i.expected),
      needed: needed(part, i.code, i.given, i.expected),
      notes: notesOf(i),
      agrees,
      about: part === 'pairs' ? i.key : [],
      readings: [],
      more: moreOf(i)
    };
  });
}

/** The notes in words; what a number counts that was chosen elsewhere among them. */
function notesOf({ code, notes, facts = [] }: VerdictItem): string[] {
  const other = facts.find(({ what }) => what === 'counts');
  return [...notes.flatMap((note) => NOTES[note] ?? []), ...(other ? [counts(code, other.says)] : [])];
}

/** A code in words; of a number that was found, how its edges are off as well. */
function codeOf({ code, notes }: VerdictItem): string {
  const off = notes.find((note) => Object.hasOwn(EDGES, note));
  return code === 'found' && off ? EDGES[off]! : (CODES[code] ?? code);
}

/** What a part asks about, in words. */
export function headOf(item: Item, part: Part, id: string, nameOf: (source: string) => string): string {
  if (part === 'questions') return item.questions.find((q) => q.id === id)?.ask ?? id;
  if (part === 'pairs') {
    const pair = item.pairs.find((p) => p.id === id);
    return pair
      ? `${pair.a.quote} (${nameOf(pair.a.source)}) and ${pair.b.quote} (${nameOf(pair.b.source)})`
      : id;
  }
  const [row, sources] = id.split('@') as [string, string];
  const counted = item.rows.find((r) => r.id === row)?.counted ?? row;
  return `${counted}: ${sources.split('~').map(nameOf).join(' and ')}`;
}

/** What was given for it, in words. */
export function said(item: Item, part: Part, id: string, value: string): string {
  if (part === 'cells') return value === 'absent' ? value : `“${value}”`;
  if (part === 'questions')
    return item.questions.find((q) => q.id === id)?.options.find((o) => o.id === value)?.text ?? value;
  const words = { relations: RELATION_WORDS, origins: ORIGIN_WORDS, pairs: PAIR_WORDS }[part];
  const label = Object.entries(words).find(([name]) => name === value)?.[1];
  return label ? `${label.sign} ${label.name}` : value;
}

/** The codebook's own class, where the exercise merged it with another, and who is named. */
function moreOf({ notes, expected }: VerdictItem): Line['more'] {
  const fine = notes.find((note) => note.startsWith('is-'))?.slice(3);
  const named = notes.find((note) => note.startsWith('from: '))?.slice(6);
  const words: Readonly<Record<string, { name: string }>> = { ...RELATION_WORDS, ...ORIGIN_WORDS };
  return [
    ...(fine && fine !== expected && words[fine]
      ? [{ what: 'More closely:', says: words[fine].name.toLowerCase() }]
      : []),
    ...(named ? [{ what: 'Named as the origin:', says: named }] : [])
  ];
}
