import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import ClassText from './ClassText.svelte';

const passages = ['a', 'b'].map((source) => ({ source, text: 'A bell rang.', primary: false, folds: [] }));
const bare = { tinted: [], marks: [], picked: null, addressOf: null };
const labels = (html: string) =>
  [...html.matchAll(/role="group" aria-label="([^"]*)"/g)].map(([, label]) => label);

test('a text that is shown by itself is called by its place among all of them', () => {
  const shown = (props: object) => labels(render(ClassText, { props: { ...bare, passages, ...props } }).body);
  expect(shown({})).toEqual(['Text 1 of 2', 'Text 2 of 2']);
  expect(shown({ passages: passages.slice(1), among: { first: 1, of: 2 } })).toEqual(['Text 2 of 2']);
  expect(shown({ passages: passages.slice(1) })).toEqual(['The text']);
});
