import { tokens } from '../../text/tokens.ts';
import type { ClassCounts, ClassLogic, ClassUnit, ReadingName } from '../define.ts';
import { agreementOn, counted, runs, wordCounts } from '../parts/counting.ts';
import { own } from '../parts/labelling.ts';
import { lettered } from '../parts/lettered.ts';
import { offered } from './classes.ts';
import { becomes } from './owed.ts';
import type { Answer, Item, Key } from './schema.ts';
import { labelOf, LOOKS, OWNER_LABELS, swapped } from './words.ts';

/** What a class made of wordings: devices, changes and widths by stretch, whose choice, and what was marked freely. */

/** Whose choice a stretch is: a unit beside what it is called. */
const ownerId = (id: string) => `owner:${id}`;
const plainId = (owner: string) => owner.slice(ownerId('').length);
const OWNER = 'Whose choice';

function asked(item: Item): ClassUnit[] {
  return item.asked.map((one, i): ClassUnit => {
    const words = one.places.map(({ quote }) => quote).join(item.mode === 'side' ? ' | ' : ' … ');
    const what =
      'matter' in one ? `${one.matter}: ${words}` : 'swap' in one ? `${words} → ${swapped(one.swap)}` : words;
    return { id: one.id, group: null, badge: lettered(i + 1), what, places: one.places };
  });
}

function unitsOf(item: Item): ClassUnit[] {
  const units = asked(item);
  if (item.mode !== 'spot' || item.owners.length === 0) return units;
  return [...units, ...units.map((unit) => ({ ...unit, id: ownerId(unit.id), group: OWNER }))];
}

function givenOf(answer: Answer, { id, group }: ClassUnit): string | null {
  if (group !== OWNER) return own<string>(answer.labels, id);
  return answer.mode === 'spot' ? own<string>(answer.owners, plainId(id)) : null;
}

/** Only of what was called a device is it asked whose it is. */
function isOwned({ labels }: Answer, { id }: ClassUnit): boolean {
  const label = own<string>(labels, plainId(id));
  return label !== null && label !== 'plain';
}

function count(item: Item, answers: readonly Answer[]): ClassCounts {
  const mine = answers.filter(({ mode }) => mode === item.mode);
  const all = unitsOf(item);
  /** What a device that is not named can still become. */
  const named = becomes(item, 'device');
  const units = all
    .map((unit) => ({
      ...unit,
      ...(unit.group === OWNER && { asked: mine.filter((one) => isOwned(one, unit)).length }),
      readings: counted(
        mine.map((one) => givenOf(one, unit)),
        (given) => becomes(item, given) !== null
      )
    }))
    .filter((unit) => unit.asked !== 0 || unit.readings.length > 0);
  const heat = item.passages.flatMap(({ source, text }) => {
    const words = tokens(text);
    const free = mine.map((one) =>
      one.mode === 'spot' ? one.free.filter((mark) => mark.source === source) : []
    );
    return runs(words, wordCounts(words, free), { source, unit: null, role: null });
  });
  const over = (what: string, group: string | null) => ({
    what,
    found: agreementOn(
      units.filter((unit) => unit.group === group),
      mine.length
    )
  });
  const owned = all.some(({ group }) => group === OWNER);
  return {
    of: mine.length,
    units,
    ...(named && { becomes: named }),
    heat,
    agreement: [over('how to read the wordings', null), ...(owned ? [over('whose choice it is', OWNER)] : [])]
  };
}

function reading(item: Item, unit: string, given: string): ReadingName {
  const { mode } = item;
  if (unit.startsWith(ownerId(''))) {
    const label = Object.entries(OWNER_LABELS).find(([name]) => name === given)?.[1];
    return label
      ? { name: label.name, sign: label.sign, look: 'plain' }
      : { name: given, sign: '', look: 'plain' };
  }
  const label = labelOf(mode, given) ?? labelOf('spot', given);
  const without = becomes(item, given) === null ? '' : ', without saying which';
  return label
    ? { name: label.name + without, sign: label.sign, look: LOOKS[mode](given) }
    : { name: given, sign: '', look: 'plain' };
}

function keyed(_: Item, key: Key): Map<string, string | null> {
  const labels = key.entries.map(({ id, as, contested }): [string, string | null] => [
    id,
    contested ? null : as
  ]);
  if (key.mode !== 'spot') return new Map(labels);
  const owners = key.entries.flatMap(({ id, owner }): [string, string][] =>
    owner ? [[ownerId(id), owner]] : []
  );
  return new Map([...labels, ...owners]);
}

export const classroom: ClassLogic<Item, Key, Answer> = {
  count,
  asked,
  reading,
  becomes: (item, _, given) => becomes(item, given),
  keyed,
  marks: (_, key) => (key.mode === 'spot' ? key.others.flatMap(({ places }) => places) : []),
  items: asked,
  pictured: false,
  tabled: (item) => (item.mode === 'spot' ? item.owners.length > 0 : item.mode !== 'actors'),
  confusable: (item) => [{ what: 'labels', labels: offered(item), has: () => true }]
};
