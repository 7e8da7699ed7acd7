import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import StandIn from './class/[class]/live/[live]/StandIn.svelte';
import TurnWall from './desk/classes/[class]/live/[live]/TurnWall.svelte';

const said = ({ body }: { body: string }) => body.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ');

test('who would rather not is asked of one text or of several, as the exercise has them', () => {
  const offer = (texts: number) =>
    said(render(StandIn, { props: { part: 'p', as: 'own', other: 'Four texts', texts, query: '' } }));
  expect(offer(1)).toMatch(/^ ?Rather not this text\?/);
  expect(offer(2)).toMatch(/^ ?Rather not these texts\?/);
});

test('a wall that waits is said to show one text, or several', () => {
  const passages = ['a', 'b'].map((source) => ({ source, text: 'It rained.', primary: false, folds: [] }));
  const wall = (texts: number) =>
    said(
      render(TurnWall, {
        props: {
          passages: passages.slice(0, texts),
          nameOf: (source: string) => source,
          turned: null,
          pictured: false,
          waits: true,
          turn: () => undefined
        }
      })
    );
  expect(wall(1)).toMatch(/what the text contains, and does not show it yet.*Show the text on the wall now/);
  expect(wall(2)).toMatch(
    /what the texts contain, and does not show them yet.*Show the texts on the wall now/
  );
});
