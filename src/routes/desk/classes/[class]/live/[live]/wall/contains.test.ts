import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import Contains from './Contains.svelte';

const heading = (contains: string) =>
  /<h2[^>]*>([^<]*)</.exec(render(Contains, { props: { contains } }).body)?.[1];

test('a text of which nothing is known does not announce what it contains', () => {
  expect(heading('The text speaks of a war.')).toBe('What the text contains');
  expect(heading('')).toBe('Before this text');
});
