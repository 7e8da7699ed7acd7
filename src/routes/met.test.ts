import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fakeArea } from '$lib/progress/fixture.ts';
import { Store } from '$lib/progress/store.ts';
import { rootOf } from '$lib/progress/own.ts';
import { isOpen } from './met.ts';

/** Where a copy of the site lies: '' at the top of its origin. */
let base = '';

const LETTER = 'khojaly/letter-2022@0a1b2c3d';
const REPORT = 'khojaly/azernews-2022@99887766';
const keyAt = (copy: string) => `${rootOf(copy)}met`;
const noteOn = (met: string, open = true) => ({ open, dataset: { met } }) as unknown as HTMLDetailsElement;

/** The second script in `src/app.html`, as a browser runs it while a page arrives, with the note or without one. */
function arrives(note: HTMLDetailsElement | null, area: Storage, root = './'): void {
  const [, script = ''] =
    /<script data-later>([^]*?)<\/script>/.exec(readFileSync('src/app.html', 'utf8')) ?? [];
  const document = {
    documentElement: { dataset: { root } },
    querySelector: (selector: string) => (selector === 'details[data-met]' ? note : null)
  };
  class Arrives {
    readonly heard: () => void;
    constructor(heard: () => void) {
      this.heard = heard;
    }
    observe() {
      this.heard();
    }
    disconnect() {}
  }
  const window: Pick<Window, 'meets'> = {};
  vi.stubGlobal('window', window);
  const location = { href: `https://a.example${base}/` };
  const given = {
    document,
    localStorage: area,
    location,
    window,
    MutationObserver: Arrives,
    addEventListener() {}
  };
  new Function(...Object.keys(given), script)(...Object.values(given));
}

/** The scripts of the page wake up, with the note on it; or a later page comes with it. */
function wakes(note: HTMLDetailsElement, is: 'here' | 'later' = 'here'): void {
  vi.stubGlobal('document', {
    documentElement: { dataset: is === 'later' ? { hydrated: 'true' } : {} },
    // The page before may have a note of its own, which is folded.
    querySelector: () => (is === 'later' ? { open: false } : note)
  });
  note.open = isOpen(note.dataset.met!);
}

const storage = () => fakeArea() as unknown as Storage;
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

  test(`the note is ${open ? 'open' : 'one line'} as the page arrives`, () => {
    const note = noteOn(LETTER);
    arrives(note, area());
    wakes(note);
    expect(note.open).toBe(open);
  });

  test(`the note is ${open ? 'open' : 'one line'} on a page that comes later`, () => {
    const note = noteOn(LETTER);
    arrives(null, area());
    wakes(note, 'later');
    expect(note.open).toBe(open);
  });

  test('the text is met from then on', () => {
    const kept = area();
    const [first, next] = [noteOn(LETTER), noteOn(LETTER)];
    arrives(noteOn(LETTER), kept);
    wakes(next, 'later');
    arrives(first, kept);
    expect([first.open, next.open]).toEqual([false, false]);
  });
});

test('several texts are one line where each of them was met', () => {
  const area = keeping(LETTER);
  const both = () => noteOn(`${LETTER} ${REPORT}`);
  const [first, next] = [both(), both()];
  arrives(first, area);
  wakes(next, 'later');
  expect([first.open, next.open]).toEqual([true, false]);
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
    wakes(note);
    expect(note.open).toBe(turned);
  }
});

test('a copy of the site under another path has met nothing that this one has', () => {
  const area = keeping(LETTER);
  base = '/5b';
  const [first, next, again] = [noteOn(LETTER), noteOn(REPORT), noteOn(LETTER)];
  arrives(first, area);
  wakes(next, 'later');
  arrives(again, area, '/5b/');
  expect([first.open, next.open, again.open]).toEqual([true, true, false]);
  expect(area.getItem(keyAt(''))).toBe(LETTER);
  expect(area.getItem(keyAt('/5b'))).toContain(LETTER);
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
  wakes(next, 'later');
  expect([first.open, next.open]).toEqual([true, true]);
});
