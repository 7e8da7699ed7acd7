import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { setPoint, setPointed, type Pointed } from '../pointed.ts';
import ClassText from './ClassText.svelte';

const passages = ['a', 'b'].map((source) => ({ source, text: 'A bell rang.', primary: false, folds: [] }));
const bare = { tinted: [], marks: [], picked: null, addressOf: null };
const labels = (html: string) =>
  [...html.matchAll(/role="group" aria-label="([^"]*)"/g)].map(([, label]) => label);

const words = (html: string) =>
  html
    .replaceAll(/<!--.*?-->|<[^>]*>/gs, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

test('letters stand before the words of a stretch, and what was given for it in signs after them', () => {
  const unit = {
    source: 'a',
    start: 0,
    end: 12,
    id: '1',
    unit: 's1',
    class: 'asked',
    number: 1,
    badge: 'a',
    look: ''
  };
  const after = { sign: '4×O', says: '' };
  const { body } = render(ClassText, {
    props: {
      ...{ ...bare, passages: passages.slice(0, 1) },
      tinted: [{ ...unit, says: 'a: 4 own.', after }]
    }
  });
  expect(words(body)).toMatch(/aA bell rang\.4×O$/);
  // Who does not see the signs is told in words before.
  expect(body).toMatch(/aria-label="a: 4 own\."/);
  expect(body).toMatch(/aria-hidden="true"[^>]*>4×O/);
});

test('a text that is shown by itself is called by its place among all of them', () => {
  const shown = (props: object) => labels(render(ClassText, { props: { ...bare, passages, ...props } }).body);
  expect(shown({})).toEqual(['Text 1 of 2', 'Text 2 of 2']);
  expect(shown({ passages: passages.slice(1), among: { first: 1, of: 2 } })).toEqual(['Text 2 of 2']);
  expect(shown({ passages: passages.slice(1) })).toEqual(['The text']);
});

test('whoever leads hears of every stretch of what is pointed at that it is, and of no other', () => {
  const at = (source: string, unit: string, start: number, end: number) => ({
    ...{ id: `${unit} ${start}`, source, unit, start, end, class: 'asked', number: 1, badge: unit, look: '' },
    ...{ says: `${source}${start}`, after: null }
  });
  const tinted = [at('a', 'pair', 0, 1), at('b', 'pair', 2, 6), at('b', 'other', 7, 12)];
  const pointed: Pointed = { source: 'a', start: 0, end: 1, unit: 'pair' };
  const Led: typeof ClassText = (renderer, props) => {
    setPointed(() => pointed);
    setPoint(() => () => {});
    return ClassText(renderer, props);
  };
  const { body } = render(Led, { props: { ...bare, passages, tinted }, context: new Map() });
  const pressed = [...body.matchAll(/aria-pressed="(\w+)".*?aria-label="(\w+)"/gs)];
  expect(pressed.map(([, is, says]) => `${says} ${is}`)).toEqual(['a0 true', 'b2 true', 'b7 false']);
});
