import { tokens } from '../../text/tokens.ts';
import type { ClassCounts, ClassLogic, ClassUnit, ReadingName } from '../define.ts';
import { agreementOn, counted, runs, wordCounts } from '../parts/counting.ts';
import { own } from '../parts/labelling.ts';
import { badgeOf } from './badges.ts';
import { PAIR_CLASSES } from './classes.ts';
import { cellId, cellsOf, pairsOf, relationId } from './ids.ts';
import { ABOUT, headOf, namer, partOf, PARTS, said, type Part } from './lines.ts';
import { logic } from './logic.ts';
import type { Answer, Item, Key } from './schema.ts';
import { ORIGIN_WORDS, PAIR_WORDS, RELATION_WORDS } from './words.ts';

/** What a class made of a ledger: numbers by cell, and labels by what they were given to. */

const idsOf = (item: Item): Record<Part, string[]> => ({
  cells: cellsOf(item).map(({ id }) => id),
  relations: item.relations.length > 0 ? pairsOf(item).map(({ id }) => id) : [],
  origins: item.origins.length > 0 ? cellsOf(item).map(({ id }) => id) : [],
  pairs: item.pairs.map(({ id }) => id),
  questions: item.questions.map(({ id }) => id)
});

function unitsOf(item: Item): ClassUnit[] {
  const nameOf = namer(item, () => undefined);
  return Object.entries(idsOf(item)).flatMap(([part, ids]) =>
    ids.map((id): ClassUnit => {
      const pair = part === 'pairs' ? item.pairs.find((one) => one.id === id) : undefined;
      return {
        id: `${part}:${id}`,
        group: PARTS[part as Part],
        badge: badgeOf(item, part as Part, id),
        what: headOf(item, part as Part, id, nameOf),
        places: pair ? [pair.a, pair.b] : []
      };
    })
  );
}

/** What an answer gives for a unit. */
function givenFor(unit: string): (answer: Answer) => string | null {
  const { part, id } = partOf({ id: unit });
  if (part !== 'cells') return (answer) => own(answer[part], id);
  return ({ cells }) => {
    const cell = own(cells, id);
    return cell === null || cell === 'absent' ? cell : cell.quote;
  };
}

/** What numbers in cells open: neighbours that can be compared, and numbers that have an origin. */
type Opened = 'relations' | 'origins';
const isOpened = (part: Part): part is Opened => part === 'relations' || part === 'origins';

/** How many were asked about each of what their numbers opened. */
function askedBy(item: Item, answers: readonly Answer[]): Record<Opened, Map<string, number>> {
  const asked = { relations: new Map<string, number>(), origins: new Map<string, number>() };
  const sources = item.passages.map(({ source }) => source);
  const rows = item.rows.map(({ id: row }) => ({
    cells: sources.map((source) => cellId(row, source)),
    pairs: sources.map((from) => sources.map((to) => relationId(row, from, to)))
  }));
  for (const answer of answers) {
    const ask = (part: Opened, id: string) => asked[part].set(id, (asked[part].get(id) ?? 0) + 1);
    const open = (part: Opened, id: string) => own(answer[part], id) === null && ask(part, id);
    // What was given before a cell was emptied was asked, too.
    for (const id of Object.keys(answer.relations)) ask('relations', id);
    for (const id of Object.keys(answer.origins)) ask('origins', id);
    for (const { cells, pairs } of rows) {
      let before: number | null = null;
      for (const [at, id] of cells.entries()) {
        if ((own(answer.cells, id) ?? 'absent') === 'absent') continue;
        open('origins', id);
        if (before !== null) open('relations', pairs[before]![at]!);
        before = at;
      }
    }
  }
  return asked;
}

function count(item: Item, answers: readonly Answer[]): ClassCounts {
  // Which neighbours are related, and whose origin is told, the filled cells decide: what nobody was asked is left out.
  const opened = askedBy(item, answers);
  const asked = unitsOf(item).map((unit) => {
    const { part, id } = partOf(unit);
    return {
      ...unit,
      ...(isOpened(part) && { asked: opened[part].get(id) ?? 0 }),
      readings: counted(answers.map(givenFor(unit.id)))
    };
  });
  const units = asked.filter((unit) => unit.asked !== 0);
  const heat = item.passages.flatMap(({ source, text }) => {
    const words = tokens(text);
    return cellsOf(item)
      .filter((cell) => cell.source === source)
      .flatMap(({ id }) => {
        const marks = answers.map(({ cells }) => {
          const given = own(cells, id);
          return given === null || given === 'absent' ? [] : [given];
        });
        return runs(words, wordCounts(words, marks), { source, unit: `cells:${id}`, role: null });
      });
  });
  const parts = (Object.keys(PARTS) as Part[]).map((part) => ({
    part,
    units: units.filter(({ group }) => group === PARTS[part])
  }));
  return {
    of: answers.length,
    units,
    heat,
    agreement: parts
      .filter(({ units }) => units.length > 0)
      .map(({ part, units }) => ({ what: ABOUT[part], found: agreementOn(units, answers.length) }))
  };
}

function reading(item: Item, unit: string, given: string): ReadingName {
  const { part, id } = partOf({ id: unit });
  if (part === 'cells') {
    const name = said(item, part, id, given);
    return { name, sign: given === 'absent' ? '∅' : '', look: 'figure' };
  }
  if (part === 'questions') return { name: said(item, part, id, given), sign: '', look: 'figure' };
  const words: Readonly<Record<string, { name: string; sign: string }>> = {
    relations: RELATION_WORDS,
    origins: ORIGIN_WORDS,
    pairs: PAIR_WORDS
  }[part];
  const label = Object.hasOwn(words, given) ? words[given]! : { name: given, sign: '' };
  return { name: label.name, sign: label.sign, look: 'figure' };
}

function keyed(item: Item, key: Key): Map<string, string | null> {
  const solved = logic.solution(item, key);
  const hedged = new Map(key.cells.map(({ id, mentions: [first] }) => [id, first?.hedged.quote ?? 'absent']));
  return new Map(
    Object.entries(idsOf(item)).flatMap(([part, ids]) =>
      ids.flatMap((id): [string, string][] => {
        const unit = `${part}:${id}`;
        const given = part === 'cells' ? hedged.get(id) : givenFor(unit)(solved);
        return given == null ? [] : [[unit, given]];
      })
    )
  );
}

export const classroom: ClassLogic<Item, Key, Answer> = {
  count,
  asked: () => [],
  reading,
  becomes: () => null,
  keyed,
  marks: (_, key) => key.cells.flatMap(({ mentions: [first] }) => (first ? [first.hedged] : [])),
  items: (item, key) => {
    const known = keyed(item, key);
    return unitsOf(item).filter(({ id }) => known.has(id));
  },
  pictured: true,
  tabled: () => true,
  confusable: (item) =>
    (
      [
        ['relations', item.relations],
        ['origins', item.origins],
        ['pairs', item.pairs.length > 0 ? PAIR_CLASSES : []]
      ] as const
    )
      .filter(([, labels]) => labels.length > 1)
      .map(([part, labels]) => ({
        what: ABOUT[part],
        labels,
        has: (id: string) => partOf({ id }).part === part
      }))
};
