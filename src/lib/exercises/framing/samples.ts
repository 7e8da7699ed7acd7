import type { Samples } from '../parts/samples.ts';
import { blank } from './blank.ts';
import { offered } from './classes.ts';
import type { Answer, Item } from './schema.ts';

export const samples: Samples<Item, Answer> = { constants, drawer, worse };

/** The same of every unit: each label, in a spot each device with each owner. */
function constants(item: Item): Answer[] {
  const all = <T>(value: T) => Object.fromEntries(item.asked.map(({ id }) => [id, value]));
  if (item.mode !== 'spot')
    return offered(item).map((label) => ({ ...blank(item), labels: all(label) }) as Answer);
  const owners = item.owners.length > 0 ? [...item.owners, null] : [null];
  return [
    blank(item),
    ...offered(item).flatMap((label) =>
      (label === 'plain' ? [null] : owners).map(
        (owner) => ({ ...blank(item), labels: all(label), owners: owner ? all(owner) : {} }) as Answer
      )
    )
  ];
}

function drawer(item: Item, random: () => number): () => Answer {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const labels = () => Object.fromEntries(item.asked.map(({ id }) => [id, one(offered(item))]));
  if (item.mode !== 'spot') return () => ({ ...blank(item), labels: labels() }) as Answer;
  return () => {
    const drawn = labels();
    const owners =
      item.owners.length === 0
        ? {}
        : Object.fromEntries(
            Object.keys(drawn)
              .filter((id) => drawn[id] !== 'plain')
              .map((id) => [id, one(item.owners)])
          );
    return { ...blank(item), labels: drawn, owners } as Answer;
  };
}

/** There are no boundaries to move; what can go away is a label, or an owner. */
function worse(_: Item, best: Answer): Answer[] {
  return Object.keys(best.labels).flatMap((id) => {
    const { [id]: _label, ...labels } = best.labels as Record<string, string>;
    if (best.mode !== 'spot') return [{ ...best, labels } as Answer];
    const { [id]: _owner, ...owners } = best.owners;
    return [{ ...best, labels, owners } as Answer, { ...best, owners }];
  });
}
