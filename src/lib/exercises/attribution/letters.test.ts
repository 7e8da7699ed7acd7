import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import AskedText from '../parts/AskedText.svelte';
import { lettered } from '../parts/lettered.ts';
import { inTextOrder } from '../parts/order.ts';
import { exercise } from './fixture.ts';
import Link from './Link.svelte';
import { logic } from './logic.ts';
import type { LinkAnswer, SortAnswer } from './schema.ts';
import { Sorting } from './sort.svelte.ts';
import { LABELS } from './words.ts';

const plain = (html: string) => html.replaceAll(/<!--.*?-->|<[^>]*>/gs, '').replaceAll(/\s+/g, ' ');
const signs = (html: string) =>
  [...html.matchAll(/role="img" aria-label="(Statement [a-z]+:)"[^>]*>([^<]*)</g)].map(([, says, sign]) => [
    says,
    sign
  ]);

test('what is answered keeps its letter, with the sign of the answer beside it, and says both', () => {
  const { item, key } = exercise('sort');
  if (item.mode !== 'sort') throw new Error('The fixture has no exercise on sorting.');
  const statements = inTextOrder(item.passages, item.statements, ({ places }) => places[0]);
  const open = statements.map((_, i) => [`Statement ${lettered(i + 1)}:`, lettered(i + 1)]);
  const shown = (answer: SortAnswer) => {
    const task = new Sorting(
      () => item,
      () => answer,
      () => {}
    );
    return render(AskedText, { props: { passages: item.passages, task: task as never } }).body;
  };
  expect(signs(shown(logic.blank(item) as SortAnswer))).toEqual(open);
  const solved = logic.solution(item, key) as SortAnswer;
  const labels = statements.map(({ id }) => LABELS[solved.labels[id]!]);
  const body = shown(solved);
  expect(signs(body)).toEqual(open.map(([says, letter], i) => [says, `${letter} ${labels[i]!.sign}`]));
  for (const { name } of labels) expect(plain(body)).toContain(`Your reading: ${name}.`);
});

test('every statement of a text has its letter while sources and cues are marked, whichever is asked about', () => {
  const { item, key } = exercise('link');
  if (item.mode !== 'link') throw new Error('The fixture has no exercise on links.');
  const of = (source: string) =>
    inTextOrder(item.passages, item.statements, ({ places }) => places[0]).flatMap(({ places }, i) =>
      places[0]!.source === source ? [[`Statement ${lettered(i + 1)}:`, lettered(i + 1)]] : []
    );
  for (const answer of [logic.blank(item), logic.solution(item, key)] as LinkAnswer[]) {
    const { body } = render(Link, { props: { item, answer, onanswer: () => {}, foot: undefined } });
    expect(signs(body)).toEqual(of(item.statements[0]!.scope.source));
  }
});
