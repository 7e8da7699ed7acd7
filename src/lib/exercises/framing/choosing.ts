import { shared, type Span } from '../../text/span.ts';
import type { Device as Annotated, Plain } from '../../text/annotation.ts';
import type { AnnotatedSource, Passage, Problem } from '../define.ts';
import { LEAST, passage, place, tooFew } from '../parts/deriving.ts';
import { inTextOrder } from '../parts/order.ts';
import type { Device } from './schema.ts';

/** What the modes' `derive` share: looking entries up, putting them in order, counting classes. */

export type Sources = ReadonlyMap<string, AnnotatedSource>;

/** An annotated entry of one of the texts. */
export interface Chosen<E> {
  ref: string;
  /** Its place in the selection. */
  at: number;
  source: AnnotatedSource;
  entry: E;
}

/**
 * Looks entries up by `source#id`. What does not exist, is named twice, or lies in a folded passage is a problem.
 * @param list the name of the list in the selection; `what` an entry of it is called
 */
export function choose<E extends { id: string; span: Span }>(
  refs: readonly string[],
  sources: Sources,
  list: string,
  what: string,
  entriesOf: (source: AnnotatedSource) => readonly E[]
): { chosen: Chosen<E>[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const say = (at: number, code: string, detail: string) =>
    void problems.push({ path: [list, at], code, detail });
  const chosen = refs.flatMap((ref, at) => {
    const [name, id] = ref.split('#') as [string, string];
    const source = sources.get(name);
    const entry = source && entriesOf(source).find((e) => e.id === id);
    if (!source || !entry) {
      say(at, 'no-entry', `there is no ${what} ${ref}`);
      return [];
    }
    if (refs.indexOf(ref) !== at) say(at, 'twice', `${ref} is selected twice`);
    if (folded(source, entry.span))
      say(at, 'folded', `${ref} lies in a folded passage; no required item may`);
    return [{ ref, at, source, entry }];
  });
  return { chosen, problems };
}

export function folded(source: AnnotatedSource, span: Span): boolean {
  return source.annotation.folds.some((fold) => shared(fold.span, span) > 0);
}

/** Those of a list that overlap one that stands before them in the text. */
export function overlaps<E extends { span: Span }>(chosen: readonly Chosen<E>[], list: string): Problem[] {
  return chosen.flatMap(({ ref, at, source, entry }) => {
    const other = chosen.find(
      (o) => o.at < at && o.source === source && o.ref !== ref && shared(o.entry.span, entry.span) > 0
    );
    return other
      ? [{ path: [list, at], code: 'overlap', detail: `${ref} overlaps ${other.ref}: ask about one of them` }]
      : [];
  });
}

/** The texts of a selection, in the order in which it first names them. */
export function passagesOf(sources: readonly AnnotatedSource[]): Passage[] {
  return [...new Set(sources)].map(passage);
}

/** In the order of the texts, each with a number by its place for an id: an annotated id would give it away. */
export function numbered<E>(
  passages: readonly Passage[],
  list: readonly E[],
  where: (each: E) => { source: AnnotatedSource; span: Span }
): (E & { id: string })[] {
  const ordered = inTextOrder(passages, list, (each) => {
    const { source, span } = where(each);
    return place(source, span);
  });
  return ordered.map((each, i) => ({ ...each, id: `c${String(i + 1).padStart(2, '0')}` }));
}

/** Classes with too few units to be scored. */
export function tooFewOf(at: string, classes: readonly string[], units: readonly string[]): Problem[] {
  return classes.flatMap((name) => {
    const count = units.filter((unit) => unit === name).length;
    return count < LEAST ? [tooFew([at], name, count)] : [];
  });
}

/** Devices, and plain wording that looks like one. */
export const stretchesOf = ({ annotation }: AnnotatedSource): (Annotated | Plain)[] => [
  ...annotation.devices,
  ...annotation.plain
];

/** What the key says of a stretch beside its label. */
export function about(entry: Annotated | Plain, sources: Sources): Device {
  if (!('device' in entry))
    return {
      device: null,
      kind: null,
      looksLike: entry.looksLike,
      owner: null,
      swap: entry.swap && { ...entry.swap, changes: 'nothing' },
      presupposed: null,
      compared: []
    };
  const { device, kind, owner, swap, presupposed, comparedWith } = entry;
  return {
    device,
    kind,
    looksLike: null,
    owner,
    swap,
    presupposed,
    compared: comparedWith.map(({ source, span }) => place(sources.get(source)!, span))
  };
}
