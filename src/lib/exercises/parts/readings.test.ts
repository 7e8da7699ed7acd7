import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import Readings from './Readings.svelte';

const given = (look: string) => {
  const unit = {
    ...{
      id: 'q',
      group: null,
      badge: 'a',
      what: 'How many?',
      places: [],
      number: 1,
      contested: false,
      open: 1
    },
    readings: [{ given: '613', count: 3, name: '“613”', sign: '', look, isKey: null }]
  };
  const { body } = render(Readings, { props: { unit, of: 4 } });
  return {
    body,
    said: body
      .replaceAll(/<!--.*?-->|<[^>]*>/gs, '')
      .replaceAll(/\s+/g, ' ')
      .trim()
  };
};

test('figures are said in words, and neither in bars nor by a count before them', () => {
  const { body, said } = given('figure');
  expect(said).toBe('three learners: “613” one learner: left open');
  expect(body).not.toContain('class="bar');
});

test('other readings have their count and a bar', () => {
  const { body, said } = given('states');
  expect(said).toBe('3 “613” 1 left open');
  expect(body).toContain('class="bar');
});
