import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import ClassLedger from './ClassLedger.svelte';
import { exercise } from './fixture.ts';

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
