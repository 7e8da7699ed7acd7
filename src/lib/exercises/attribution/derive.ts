import { paragraphs } from '../../text/tokens.ts';
import { shared, type Range } from '../../text/span.ts';
import type { Segment, Statement, Voice } from '../../text/annotation.ts';
import type { Annotated, AnnotatedSource, Passage, Problem } from '../define.ts';
import { LEAST, passage, place, tooFew } from '../parts/deriving.ts';
import { CLASSES, type ClassName, type Item, type Key, type Select } from './schema.ts';

type Sources = ReadonlyMap<string, AnnotatedSource>;
type Derived = { item: Item; key: Key } | { problems: Problem[] };
interface Chosen {
  id: string;
  source: AnnotatedSource;
  statement: Statement;
}

/** Makes item and key of a selection; see `Logic.derive`. */
export function derive(select: Select, { sources }: Annotated): Derived {
  if (select.mode === 'mark') return deriveMark(select, sources);
  const found = choose(select.statements, sources);
  if ('problems' in found) return found;
  return select.mode === 'sort' ? deriveSort(select.classes, found.chosen) : deriveLink(found.chosen);
}

function deriveSort(classes: ClassName[], chosen: Chosen[]): Derived {
  const problems: Problem[] = [];
  const entries = chosen.flatMap(({ id, source, statement }, i) => {
    const as = className(statement.voice, classes);
    if (as) return [{ ...unit(id, source, statement, classes, (voice) => className(voice, classes)), as }];
    problems.push({
      path: ['statements', i],
      code: 'no-class',
      detail: `${id} is ${statement.voice}, and none of the classes ${classes.join(', ')} takes it`
    });
    return [];
  });
  for (const name of classes) {
    const units = entries.filter((entry) => entry.as === name && !entry.contested).length;
    if (units < LEAST) problems.push(tooFew(['classes'], name, units));
  }
  if (problems.length > 0) return { problems };
  const statements = entries.map(({ id, places }) => ({ id, places }));
  return {
    item: { mode: 'sort', passages: passagesOf(chosen), classes, statements },
    key: { mode: 'sort', entries }
  };
}

function deriveMark(select: Extract<Select, { mode: 'mark' }>, sources: Sources): Derived {
  const source = sources.get(select.source);
  if (!source)
    return {
      problems: [{ path: ['source'], code: 'no-source', detail: `there is no source ${select.source}` }]
    };
  const { segments } = source.annotation;
  const target: readonly Voice[] = CLASSES[select.target];
  const classes = [...(source.primary ? PRIMARY : REPORT)];
  const folded = source.annotation.folds.map((fold) => fold.span);
  const units = segments.filter(isStatement).map((statement) => {
    const base = unit(`${source.id}#${statement.id}`, source, statement, classes, (voice) =>
      target.includes(voice)
    );
    const kind = statement.voice.startsWith('attributed-')
      ? statement.voice.slice('attributed-'.length)
      : null;
    return {
      ...base,
      as: className(statement.voice, classes)!,
      target: target.includes(statement.voice),
      kind: kind as 'direct' | 'indirect' | 'mixed' | null
    };
  });
  const problems = [true, false].flatMap((side) => {
    const plain = units.filter(
      (u) => u.target === side && !u.contested && !u.places.some((p) => folded.some((f) => shared(p, f) > 0))
    );
    return plain.length < LEAST
      ? [tooFew(['target'], side ? select.target : `not ${select.target}`, plain.length)]
      : [];
  });
  if (problems.length > 0) return { problems };
  return {
    item: { mode: 'mark', passages: [passage(source)], target: select.target, kinds: select.kinds },
    key: {
      mode: 'mark',
      units,
      cues: segments
        .filter((s) => s.kind === 'cue')
        .flatMap((s) => s.spans.map((span) => place(source, span))),
      furniture: segments
        .filter((s) => s.kind === 'furniture')
        .map(({ id, spans, reason }) => ({
          id: `${source.id}#${id}`,
          places: spans.map((span) => place(source, span)),
          reason
        }))
    }
  };
}

function deriveLink(chosen: Chosen[]): Derived {
  const problems: Problem[] = [];
  const statements: Extract<Item, { mode: 'link' }>['statements'] = [];
  const entries: Extract<Key, { mode: 'link' }>['entries'] = [];
  chosen.forEach(({ id, source, statement }, i) => {
    const outer = statement.chain[0];
    if (!outer?.source || !outer.words) {
      const detail = `${id} has no words in the text for its source or its cue, so there is nothing to link`;
      problems.push({ path: ['statements', i], code: 'no-link', detail });
      return;
    }
    const classes = [...(source.primary ? PRIMARY : REPORT)];
    const base = unit(id, source, statement, classes, (voice) => !voice.startsWith('own-'));
    const order = statement.chain.map((link) => link.name);
    const parts = [...base.places, outer.source, outer.words];
    const around = paragraphs(source.text).filter((p) => parts.some((part) => shared(p, part) > 0));
    const scope = { source: source.id, start: around[0]!.start, end: around.at(-1)!.end };
    const names = order.length > 1 ? [...order].sort((a, b) => (a < b ? -1 : 1)) : [];
    statements.push({ id, places: base.places, scope, names });
    const rest = source.annotation.segments
      .filter(
        (s) =>
          s.kind === 'cue' &&
          s.spans.some((span) => [outer.source!, outer.words!].some((o) => shared(span, o) > 0))
      )
      .flatMap((s) => s.spans.map(({ start, end }): Range => ({ start, end })));
    entries.push({
      ...base,
      source: place(source, outer.source),
      words: place(source, outer.words),
      rest,
      order: order.length > 1 ? order : [],
      inner: statement.chain.slice(1).map((link) => ({
        name: link.name,
        source: link.source && place(source, link.source),
        words: link.words && place(source, link.words)
      }))
    });
  });
  const scored = entries.filter((entry) => !entry.contested).length;
  if (scored < LEAST) problems.push(tooFew(['statements'], 'source and cue', scored));
  if (problems.length > 0) return { problems };
  return { item: { mode: 'link', passages: passagesOf(chosen), statements }, key: { mode: 'link', entries } };
}

const REPORT = ['states', 'characterises', 'source'] as const;
const PRIMARY = ['states', 'characterises', 'reports'] as const;

function choose(refs: string[], sources: Sources): { chosen: Chosen[] } | { problems: Problem[] } {
  const problems: Problem[] = [];
  const chosen = refs.flatMap((id, i) => {
    const [name, entry] = id.split('#') as [string, string];
    const source = sources.get(name);
    const statement = source?.annotation.segments.filter(isStatement).find((s) => s.id === entry);
    const path = ['statements', i];
    if (!source || !statement) {
      problems.push({ path, code: 'no-entry', detail: `there is no statement ${id}` });
      return [];
    }
    if (refs.indexOf(id) !== i) problems.push({ path, code: 'twice', detail: `${id} is selected twice` });
    if (source.annotation.folds.some((fold) => statement.spans.some((span) => shared(span, fold.span) > 0)))
      problems.push({ path, code: 'folded', detail: `${id} lies in a folded passage; no required item may` });
    return [{ id, source, statement }];
  });
  return problems.length > 0 ? { problems } : { chosen };
}

function isStatement(segment: Segment): segment is Statement {
  return segment.kind === 'statement';
}

function className(voice: Voice, classes: readonly ClassName[]): ClassName | null {
  return classes.find((name) => (CLASSES[name] as readonly Voice[]).includes(voice)) ?? null;
}

/**
 * What every mode's key says of a statement.
 * @param side what the exercise tells apart: readings that fall on one side of it do not contest the item
 */
function unit(
  id: string,
  source: AnnotatedSource,
  statement: Statement,
  classes: readonly ClassName[],
  side: (voice: Voice) => unknown
) {
  const shows = statement.chain.flatMap((link) => [link.source, link.words].filter((span) => span !== null));
  const { contested } = statement;
  const sides = new Set(contested?.readings.map((reading) => side(reading.as)));
  return {
    id,
    places: statement.spans.map((span) => place(source, span)),
    shows: shows.map((span) => place(source, span)),
    reason: statement.reason,
    contested:
      contested && sides.size > 1
        ? {
            undecided: contested.undecided,
            readings: contested.readings.map(({ as, reason }) => ({
              as: className(as, classes) ?? as,
              reason
            }))
          }
        : null
  };
}

function passagesOf(chosen: Chosen[]): Passage[] {
  return [...new Set(chosen.map(({ source }) => source))].map(passage);
}
