import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import Contains from './Contains.svelte';

const heading = (contains: string, texts = 1) =>
  /<h2[^>]*>([^<]*)</.exec(render(Contains, { props: { texts, contains } }).body)?.[1];

test('a text of which nothing is known does not announce what it contains', () => {
  expect(heading('The text speaks of a war.')).toBe('What the text contains');
  expect(heading('The texts speak of a war.', 2)).toBe('What the texts contain');
  expect(heading('')).toBe('Before this text');
  expect(heading('', 2)).toBe('Before these texts');
});
