import { tokens, tokensIn } from '../../text/tokens.ts';
import type { Becomes, ClassCounts, ClassLogic, ClassUnit, Heat, ReadingName } from '../define.ts';
import {
  agreement,
  agreementOn,
  counted,
  isLittle,
  runs,
  stretchCounts,
  wordCounts
} from '../parts/counting.ts';
import { ROLES } from '../parts/labels.ts';
import { own } from '../parts/labelling.ts';
import { lettered } from '../parts/lettered.ts';
import { inTextOrder } from '../parts/order.ts';
import { keyLink } from './accepting.ts';
import { linkSaid, linkWords, owedSaid } from './link-words.ts';
import type {
  Answer,
  Item,
  Key,
  LinkAnswer,
  LinkItem,
  MarkAnswer,
  MarkItem,
  SortAnswer,
  SortItem
} from './schema.ts';
import { labelOf } from './words.ts';

/** What a class made of an exercise: labels of statements, words that were marked, chains by how often they were given. */

/** Of a nested statement, the order of its speakers: a unit beside its source and cue. */
const CHAIN_ID = 'chain:';
const chainId = (id: string) => CHAIN_ID + id;
const isChain = (unit: string) => unit.startsWith(CHAIN_ID);
const plainId = (unit: string) => (isChain(unit) ? unit.slice(CHAIN_ID.length) : unit);
const CHAIN = 'Chains of speakers';
const LINK = 'Source and cue';
/** A source without its cue, or the reverse, can still become any link. */
const HALF_LINK: Becomes = 'any';
/** What is given for a word by not marking it. */
const UNMARKED = 'not';

const quoteOf = (places: readonly { quote: string }[]) => places.map(({ quote }) => quote).join(' … ');

function asked(item: Item): ClassUnit[] {
  if (item.mode === 'mark') return [];
  const statements = inTextOrder(item.passages, item.statements, ({ places }) => places[0]);
  return statements.map(({ id, places }, i): ClassUnit => ({
    id,
    group: item.mode === 'link' ? LINK : null,
    badge: lettered(i + 1),
    what: quoteOf(places),
    places
  }));
}

function unitsOf(item: Item): ClassUnit[] {
  const units = asked(item);
  if (item.mode !== 'link') return units;
  const nested = item.statements.filter(({ names }) => names.length > 0);
  return [
    ...units,
    ...units
      .filter(({ id }) => nested.some((one) => one.id === id))
      .map((unit) => ({ ...unit, id: chainId(unit.id), group: CHAIN }))
  ];
}

function countSort(item: SortItem, answers: readonly SortAnswer[]): ClassCounts {
  const units = unitsOf(item).map((unit) => ({
    ...unit,
    readings: counted(answers.map(({ labels }) => own(labels, unit.id)))
  }));
  const found = agreementOn(units, answers.length);
  return { of: answers.length, units, heat: [], agreement: [{ what: 'how to read the statements', found }] };
}

function countMark({ passages }: MarkItem, answers: readonly MarkAnswer[]): ClassCounts {
  const { source, text } = passages[0]!;
  const words = tokens(text);
  const counts = wordCounts(
    words,
    answers.map(({ marks }) => marks)
  );
  const rated = Array.from(counts, (count) => [
    ['marked', count] as const,
    [UNMARKED, answers.length - count] as const
  ]);
  const little = isLittle(answers.filter(({ marks }) => marks.length > 0).length, answers.length);
  return {
    of: answers.length,
    units: [],
    heat: runs(words, counts, { source, unit: null, role: null }),
    agreement: [{ what: 'which words to mark', found: little ? null : agreement(rated, UNMARKED) }]
  };
}

function countLink(item: LinkItem, answers: readonly LinkAnswer[]): ClassCounts {
  const words = linkWords(item);
  const all = new Map(item.statements.map(({ id }) => [id, answers.map(({ links }) => own(links, id))]));
  const linksOf = (id: string) => all.get(id)!;
  const given = (link: LinkAnswer['links'][string] | null) =>
    link && (link.source.length > 0 || link.cue.length > 0) ? linkSaid(item, { ...link, order: [] }) : null;
  const units = unitsOf(item).map((unit) => {
    const links = linksOf(plainId(unit.id));
    const readings =
      unit.group === CHAIN
        ? links.map((link) => (link && link.order.length > 0 ? link.order.join(' › ') : null))
        : links.map(given);
    return { ...unit, readings: counted(readings, (given) => becomes(item, unit.id, given) !== null) };
  });
  const linked = item.statements.reduce(
    (sum, { id }) => sum + linksOf(id).filter((link) => link !== null).length,
    0
  );
  const little = isLittle(linked, item.statements.length * answers.length);
  const heat: Heat[] = [];
  const rated: [string, number][][] = [];
  for (const { id, scope } of item.statements) {
    const inText = words.get(scope.source)!;
    const links = linksOf(id).filter((link) => link !== null);
    const found = (role: 'source' | 'cue') =>
      links.map((link) =>
        link[role].filter((place) => place.source === scope.source).map((place) => tokensIn(inText, place))
      );
    const [sources, cues] = [found('source'), found('cue')];
    const [source, cue, either] = [sources, cues, sources.map((of, i) => [...of, ...cues[i]!])].map((of) =>
      stretchCounts(inText.length, of)
    ) as [Int32Array, Int32Array, Int32Array];
    for (const [role, counts] of [
      ['source', source],
      ['cue', cue]
    ] as const)
      heat.push(...runs(inText, counts, { source: scope.source, unit: id, role }));
    const [from, to] = tokensIn(inText, scope);
    for (let w = from; w < to; w++) {
      // A word that was marked as both counts as the source.
      const [first, second] = [source[w]!, either[w]! - source[w]!];
      rated.push([
        ['source', first],
        ['cue', second],
        [UNMARKED, links.length - first - second]
      ]);
    }
  }
  return {
    of: answers.length,
    units,
    becomes: HALF_LINK,
    heat,
    agreement: [{ what: 'which words are source and cue', found: little ? null : agreement(rated, UNMARKED) }]
  };
}

function count(item: Item, answers: readonly Answer[]): ClassCounts {
  if (item.mode === 'sort')
    return countSort(
      item,
      answers.filter((answer) => answer.mode === 'sort')
    );
  if (item.mode === 'mark')
    return countMark(
      item,
      answers.filter((answer) => answer.mode === 'mark')
    );
  return countLink(
    item,
    answers.filter((answer) => answer.mode === 'link')
  );
}

function becomes({ mode }: Item, unit: string, given: string): Becomes | null {
  return mode === 'link' && !isChain(unit) && owedSaid(given) !== '' ? HALF_LINK : null;
}

function reading(item: Item, unit: string, given: string): ReadingName {
  const label = labelOf(given);
  if (label) return { name: label.name, sign: label.sign, look: given };
  const owed = becomes(item, unit, given) === null ? '' : `, ${owedSaid(given)}`;
  return { name: given + owed, sign: '', look: 'link' };
}

function keyed(item: Item, key: Key): Map<string, string | null> {
  if (key.mode === 'sort')
    return new Map(key.entries.map(({ id, as, contested }) => [id, contested ? null : as]));
  if (key.mode === 'mark' || item.mode !== 'link') return new Map();
  return new Map(
    key.entries.flatMap((entry): [string, string | null][] => {
      const { id, contested, order } = entry;
      const said = linkSaid(item, { ...keyLink(entry), order: [] });
      return [
        [id, contested ? null : said],
        ...(order.length > 0
          ? [[chainId(id), contested ? null : order.join(' › ')] as [string, string | null]]
          : [])
      ];
    })
  );
}

/** Whatever a verdict can name: of marks, each statement of the text, what is no claim, and stray words. */
function items(item: Item, key: Key): ClassUnit[] {
  if (key.mode !== 'mark') return asked(item);
  const { source } = item.passages[0]!;
  const all = [...key.units, ...key.furniture].map(({ id, places }) => ({
    id,
    group: null,
    badge: '',
    what: quoteOf(places),
    places
  }));
  const stray = {
    ...{ id: `${source}#none`, group: null, badge: '', places: [] },
    what: 'Words between the statements'
  };
  return [...inTextOrder(item.passages, all, ({ places }) => places[0]), stray];
}

export const classroom: ClassLogic<Item, Key, Answer> = {
  count,
  asked,
  reading,
  becomes,
  keyed,
  marks: (_, key) =>
    key.mode === 'mark'
      ? key.units.filter(({ target, contested }) => target && !contested).flatMap(({ places }) => places)
      : [],
  items,
  pictured: false,
  tabled: ({ mode }) => mode === 'link',
  confusable: (item) => {
    const every = { what: 'labels', has: () => true };
    if (item.mode === 'sort') return [{ ...every, labels: item.classes }];
    return item.mode === 'mark' && item.kinds ? [{ ...every, labels: ['direct', 'indirect', 'mixed'] }] : [];
  }
};

/** What heat of a role is drawn like. */
export const roleNames: Readonly<Record<string, ReadingName>> = { source: ROLES.source, cue: ROLES.cue };
