import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fakeArea } from '$lib/progress/fixture.ts';
import { Store } from '$lib/progress/store.ts';
import { rootOf } from '$lib/progress/own.ts';
import { meets } from './met.ts';

/** Where a copy of the site lies: '' at the top of its origin. */
let base = '';
vi.mock('$app/paths', () => ({ resolve: (path: string) => base + path }));

const LETTER = 'khojaly/letter-2022@0a1b2c3d';
const REPORT = 'khojaly/azernews-2022@99887766';
const keyAt = (copy: string) => `${rootOf(copy)}met`;
const noteOn = (met: string, open = true) => ({ open, dataset: { met } }) as unknown as HTMLDetailsElement;

/** The script in `src/app.html`, as a browser runs it while a page with the note arrives. */
function arrives(note: HTMLDetailsElement, area: Storage, root = './'): void {
  const [, script = ''] = /<script>([^]*?)<\/script>/.exec(readFileSync('src/app.html', 'utf8')) ?? [];
  const document = {
    documentElement: { dataset: { root } },
    querySelector: (selector: string) => (selector === 'details[data-met]' ? note : null)
  };
  class Arrives {
    constructor(readonly heard: () => void) {}
    observe() {
      this.heard();
    }
    disconnect() {}
  }
  const location = { href: `https://a.example${base}/` };
  new Function('document', 'localStorage', 'location', 'MutationObserver', 'addEventListener', script)(
    document,
    area,
    location,
    Arrives,
    () => undefined
  );
}

/** The scripts of a page wake up, with the note on it; or a later page comes with it. */
function wakes(note: HTMLDetailsElement, area: Storage, is: 'here' | 'later' = 'here'): void {
  vi.stubGlobal('localStorage', area);
  vi.stubGlobal('document', {
    documentElement: { dataset: is === 'later' ? { hydrated: 'true' } : {} },
    // The page before may have a note of its own, which is folded.
    querySelector: () => (is === 'later' ? { open: false } : note)
  });
  note.open = meets(note.dataset.met!);
}

const storage = () => fakeArea() as Storage;
const keeping = (kept: string, copy = '') => {
  const area = storage();
  area.setItem(keyAt(copy), kept);
  return area;
};

afterEach(() => {
  base = '';
  vi.unstubAllGlobals();
});

describe.each([
  ['nothing', null, true],
  ['this text', LETTER, false],
  ['this text and others', `${REPORT} ${LETTER}`, false],
  ['this text twice', `${LETTER} ${LETTER}`, false],
  ['another text', REPORT, true],
  ['this text in other words', `${LETTER.replace('@0', '@f')}`, true],
  ['what something else wrote', JSON.stringify([LETTER]), true],
  ['what ends in damage', `${LETTER} \u0000`, true],
  ['far too much', `${LETTER} `.repeat(400).trim(), true]
])('where a browser keeps %s', (_, kept, open) => {
  const area = () => (kept === null ? storage() : keeping(kept));

  test(`the note is ${open ? 'open' : 'one line'}, as the page arrives and on a page that comes later`, () => {
    const kept = area();
    const [first, next] = [noteOn(LETTER), noteOn(LETTER)];
    arrives(first, kept);
    wakes(next, kept, 'later');
    expect([first.open, next.open]).toEqual([open, open]);
  });

  test('the text is met from then on', () => {
    const kept = area();
    const [now, first, next] = [noteOn(LETTER), noteOn(LETTER), noteOn(LETTER)];
    arrives(now, kept);
    wakes(now, kept);
    arrives(first, kept);
    wakes(next, kept, 'later');
    expect([now.open, first.open, next.open]).toEqual([open, false, false]);
  });
});

test('several texts are one line where each of them was met', () => {
  const area = keeping(LETTER);
  const both = () => noteOn(`${LETTER} ${REPORT}`);
  const [first, next, again] = [both(), both(), both()];
  arrives(first, area);
  wakes(next, area, 'later');
  expect([first.open, next.open]).toEqual([true, true]);
  expect(area.getItem(keyAt(''))).toContain(REPORT);
  arrives(again, area);
  expect(again.open).toBe(false);
});

test('what a reader opened or folded before the scripts came stays so', () => {
  for (const [kept, turned] of [
    [LETTER, true],
    [REPORT, false]
  ] as const) {
    const note = noteOn(LETTER);
    const area = keeping(kept);
    arrives(note, area);
    note.open = turned;
    wakes(note, area);
    expect(note.open).toBe(turned);
  }
});

test('a copy of the site under another path has met nothing that this one has', () => {
  const area = keeping(LETTER);
  base = '/5b';
  const [first, next] = [noteOn(LETTER), noteOn(LETTER)];
  arrives(first, area);
  wakes(next, area, 'later');
  expect([first.open, next.open]).toEqual([true, true]);
  const again = noteOn(LETTER);
  arrives(again, area, '/5b/');
  expect(again.open).toBe(false);
  expect(area.getItem(keyAt(''))).toBe(LETTER);
});

test('what was met goes when everything is erased, and is no record that could be foreign', () => {
  const area = keeping(LETTER);
  const store = new Store(area, Date.now, () => {});
  expect(store.foreign()).toEqual([]);
  store.erase();
  expect(area.getItem(keyAt(''))).toBeNull();
});

test('where a browser keeps nothing the note is open, and nothing fails', () => {
  const none = {
    getItem: () => {
      throw new DOMException('', 'SecurityError');
    }
  } as unknown as Storage;
  const [first, next] = [noteOn(LETTER), noteOn(LETTER)];
  arrives(first, none);
  wakes(next, none, 'later');
  expect([first.open, next.open]).toEqual([true, true]);
});
