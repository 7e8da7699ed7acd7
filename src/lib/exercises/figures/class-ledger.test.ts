import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { classroom } from './aggregate.ts';
import ClassLedger from './ClassLedger.svelte';
import { exercise } from './fixture.ts';
import { PARTS } from './lines.ts';
import { logic } from './logic.ts';

test('the ledger of a class is a table by its roles, however it is laid out', () => {
  const { item, key } = exercise('whole');
  const { body } = render(ClassLedger, {
    props: { item, key, counts: { of: 0, units: [], heat: [], agreement: [] } }
  });
  const roles = [...body.matchAll(/<(table|thead|tbody|tr|th|td)\b([^>]*)>/g)].map(
    ([, tag, rest]) => `${tag} ${/role="(\w+)"/.exec(rest!)?.[1]}`
  );
  const row = ['tr row', 'th rowheader', ...item.passages.map(() => 'td cell')];
  expect(roles).toEqual([
    ...['table table', 'thead rowgroup', 'tr row', 'th columnheader'],
    ...item.passages.map(() => 'th columnheader'),
    ...['tbody rowgroup', ...item.rows.flatMap(() => row)]
  ]);
});

test('how numbers stand to each other, and where one is from, only who found them is asked', () => {
  const { item, key } = exercise('whole');
  const blank = logic.blank(item);
  const best = logic.solution(item, key);
  const unanswered = { ...best, relations: {}, origins: {} };
  const { units } = classroom.count(item, [best, unanswered, blank]);
  for (const part of ['relations', 'origins'] as const)
    for (const id of Object.keys(best[part]))
      expect(units.find((unit) => unit.id === `${part}:${id}`)?.asked, id).toBe(2);
  expect(units.filter(({ group }) => group === PARTS.cells).every(({ asked }) => asked === undefined)).toBe(
    true
  );
});

test('what stands over a ledger stands over that of a class too, and nobody is no count of anybody', () => {
  const { item, key } = exercise('whole');
  const counts = classroom.count(item, [logic.blank(item)]);
  const { body } = render(ClassLedger, { props: { item, key, counts } });
  expect(body).toContain(item.opening);
  expect(body).toMatch(/class="count[^"]* none[^"]*">nobody</);
});
