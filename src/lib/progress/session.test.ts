import { beforeAll, expect, test, vi } from 'vitest';
import { detection } from '../scoring/detection.ts';
import { fakeArea, record } from './fixture.ts';
import { mend } from './mend.ts';
import { ExerciseSession } from './session.svelte.ts';
import type { Surroundings } from './surroundings.ts';
import { seal, Store } from './store.ts';

vi.mock('../exercises/registry.ts', () => ({
  isTypeName: () => true,
  registry: {
    toy: {
      logic: async () => ({
        key: {
          safeParse: (key: unknown) => (key === 'key' ? { success: true, data: key } : { success: false })
        },
        check: (_item: unknown, _key: unknown, answer: unknown) =>
          answer === 'broken'
            ? { status: 'invalid', problems: [{ path: ['labels'], code: 'x', detail: 'x' }] }
            : {
                status: 'scored',
                score: answer === 'right' ? 1 : 0,
                items: [],
                answered: { given: 1, of: 1 },
                detection: detection('characterises', 1, 2, 0, 2),
                calibration: null
              }
      })
    }
  }
}));

const handlers = new Map<string, (event: unknown) => void>();
beforeAll(() => {
  vi.stubGlobal('addEventListener', (name: string, handler: (event: unknown) => void) =>
    handlers.set(name, handler)
  );
  vi.stubGlobal('removeEventListener', () => {});
  vi.stubGlobal('document', {
    addEventListener: () => {},
    removeEventListener: () => {},
    visibilityState: 'visible'
  });
});

const exercise = {
  pack: 'warm-up',
  slug: 'sort-careful',
  type: 'toy',
  title: 'Sort',
  task: '',
  level: 1 as const,
  minutes: 5,
  version: 'v1',
  item: null
};
const NAME = 'warm-up/sort-careful';

let clock = 100;
function world(
  area = fakeArea(),
  respond: () => Response = () => Response.json({ version: 'v1', key: 'key' })
) {
  const said: string[] = [];
  const store = new Store(
    area,
    () => clock++,
    (message) => said.push(message)
  );
  const surroundings: Surroundings = {
    store,
    keyUrl: '/key',
    fetch: async () => respond(),
    now: () => clock++,
    tell: (message) => said.push(message),
    mend: () => Promise.resolve().then(() => mend(store)),
    outdated: async () => false
  };
  return { area, store, said, surroundings };
}

function open(surroundings: Surroundings, version = 'v1') {
  const fits = (answer: unknown) => typeof answer === 'string';
  const session = new ExerciseSession({ ...exercise, version }, 'blank', fits);
  session.restore(surroundings);
  return session;
}

test('every answer is kept at once, and comes back', () => {
  const { area, surroundings } = world();
  open(surroundings).give('half');
  expect(open(world(area).surroundings).answer).toBe('half');
});

test('the first attempt stays apart from later ones, and looking again is none', async () => {
  const { store, surroundings } = world();
  const session = open(surroundings);
  session.give('wrong');
  await session.check();
  await session.check();
  expect(session).toMatchObject({ state: 'checked', attempts: 1 });
  session.again();
  expect(session).toMatchObject({ state: 'open', answer: 'blank', verdict: null, attempts: 1 });
  session.give('right');
  await session.check();
  const kept = store.read('exercise', NAME);
  expect(kept).toMatchObject({
    attempts: 2,
    first: { answer: 'wrong' },
    latest: { answer: 'right' },
    checked: true
  });
  expect([kept?.first?.summary.score, kept?.latest?.summary.score]).toEqual([0, 1]);
});

test('a checked answer comes back with its verdict and counts no further attempt', async () => {
  const { area, surroundings } = world();
  const session = open(surroundings);
  session.give('right');
  await session.check();
  const later = open(world(area).surroundings);
  await vi.waitFor(() => expect(later.state).toBe('checked'));
  expect(later).toMatchObject({ attempts: 1, verdict: { score: 1 } });
});

test.each([
  [
    'no connection',
    () => {
      throw new TypeError('failed');
    },
    /when you are online\. If you are online, reload the page/
  ],
  ['an error of the server', () => new Response('', { status: 503 }), /503/],
  ['something that is no key', () => Response.json({ version: 'v1', key: 'nonsense' }), /damaged/],
  ['a page of a portal', () => new Response('<html>'), /damaged/],
  ['the key of another version', () => Response.json({ version: 'v2', key: 'key' }), /changed/]
])('%s is said, and the answer is kept', async (_, respond, words) => {
  const { store, surroundings } = world(fakeArea(), respond);
  const session = open(surroundings);
  session.give('half');
  await session.check();
  expect(session.state).toBe('open');
  expect(session.trouble).toMatch(words);
  expect(store.read('exercise', NAME)).toMatchObject({ answer: 'half', attempts: 0 });
});

test('after “Try again” the checked answer can come back while the new one is empty, and counts no further attempt', async () => {
  const { surroundings, store } = world();
  const session = open(surroundings);
  expect(session.canGoBack).toBe(false);
  session.give('wrong');
  expect(session.canGoBack).toBe(false);
  await session.check();
  expect(session.canGoBack).toBe(false);
  session.again();
  expect(session.canGoBack).toBe(true);
  // What is begun anew is not thrown away for it.
  session.give('right');
  expect(session.canGoBack).toBe(false);
  session.again();
  // It is there after a reload too.
  const later = open(surroundings);
  expect(later.canGoBack).toBe(true);
  await later.back();
  expect(later).toMatchObject({ answer: 'wrong', state: 'checked', attempts: 1, canGoBack: false });
  expect(store.read('exercise', NAME)).toMatchObject({ answer: 'wrong', checked: true, attempts: 1 });
  // To an exercise that was changed it is no answer any more.
  later.again();
  expect(open(surroundings, 'v2').canGoBack).toBe(false);
});

test('an answer that cannot be read is not counted', async () => {
  const session = open(world().surroundings);
  session.give('broken');
  await session.check();
  expect(session).toMatchObject({ state: 'open', attempts: 0 });
  expect(session.problems).toHaveLength(1);
});

test('a verdict that comes after the answer was changed is for nobody', async () => {
  const { surroundings } = world();
  const session = open(surroundings);
  session.give('right');
  const checking = session.check();
  session.give('other');
  await checking;
  expect(session).toMatchObject({ state: 'open', answer: 'other', verdict: null, attempts: 0 });
});

test('of two tabs the newer answer counts, and the other is told', () => {
  const area = fakeArea();
  const a = world(area);
  const here = open(a.surroundings);
  here.give('mine');
  const heard = handlers.get('storage')!;
  open(world(area).surroundings).give('newer');
  heard({ key: 'whose-words/1/exercise/warm-up/sort-careful' });
  expect(here.answer).toBe('newer');
  expect(a.said.join()).toMatch(/another tab/);
});

test('a tab that missed the other’s attempts does not overwrite them', async () => {
  const area = fakeArea();
  const here = open(world(area).surroundings);
  const there = open(world(area).surroundings);
  there.give('right');
  await there.check();
  here.give('mine');
  expect(world(area).store.read('exercise', NAME)).toMatchObject({
    attempts: 1,
    first: { answer: 'right' },
    answer: 'mine'
  });
});

test('an answer begun in an earlier version of the exercise is set aside and said; results stay', () => {
  const area = fakeArea();
  const before = world(area);
  before.store.write('exercise', NAME, record({ answer: 'old draft' }));
  const { store, said, surroundings } = world(area);
  const session = open(surroundings, 'v2');
  expect(session.answer).toBe('blank');
  expect(store.asides()[0]?.raw).toContain('old draft');
  expect(store.read('exercise', NAME)).toMatchObject({
    version: 'v2',
    attempts: 1,
    first: { version: 'v1' }
  });
  expect(said.join()).toMatch(/was changed/);
});

test('a full browser is said beside the exercise, and the answer stays on the page', () => {
  const session = open(world(fakeArea(300)).surroundings);
  session.give('x'.repeat(400));
  expect(session.trouble).toMatch(/no room/);
  expect(session.kept).toBe(false);
  expect(session.answer).toHaveLength(400);
});

test('an answer is called kept only when the browser has kept it', () => {
  const here = open(world().surroundings);
  expect(here.kept).toBe(false);
  here.give('half');
  expect(here.kept).toBe(true);
  const without: Surroundings = {
    ...world().surroundings,
    store: new Store(
      null,
      () => 0,
      () => {}
    )
  };
  const nowhere = open(without);
  nowhere.give('half');
  expect(nowhere).toMatchObject({ kept: false, trouble: null, answer: 'half' });
});

test('after the site was renewed, a check that cannot be fetched sends to the new page', async () => {
  const { surroundings } = world(fakeArea(), () => {
    throw new TypeError('failed');
  });
  const session = open({ ...surroundings, outdated: async () => true });
  session.give('half');
  await session.check();
  expect(session.trouble).toMatch(/renewed.*reload the page/);
});

test.each([null, { mode: 'sort' }, 7])(
  '%j is no answer: it is set aside, and what was scored stays',
  (answer) => {
    const area = fakeArea();
    world(area).store.write('exercise', NAME, record({ answer, checked: true }));
    const { store, said, surroundings } = world(area);
    const session = open(surroundings);
    expect(session).toMatchObject({ answer: 'blank', state: 'open', attempts: 1 });
    expect(JSON.parse(store.asides()[0]!.raw)).toMatchObject({ data: { answer, checked: true } });
    expect(said.join()).toMatch(/is no answer to it.*set aside, not lost/);
    expect(store.read('exercise', NAME)).toMatchObject({
      answer: 'blank',
      checked: false,
      latest: { at: 10 }
    });
  }
);

test('a record without an answer shows an empty one and says nothing', () => {
  const { store, said, surroundings } = world();
  const { answer: _, ...rest } = record();
  store.write('exercise', NAME, rest);
  expect(open(surroundings)).toMatchObject({ answer: 'blank', attempts: 1 });
  expect([said, store.asides()]).toEqual([[], []]);
});

test('what another tab stores and is no answer never reaches the page', () => {
  const area = fakeArea();
  const here = open(world(area).surroundings);
  here.give('mine');
  const heard = handlers.get('storage')!;
  const there = world(area);
  there.store.write('exercise', NAME, record({ at: 1e9, answer: null }));
  heard({ key: null });
  expect(here.answer).toBe('mine');
  expect(there.store.asides()).toHaveLength(1);
});

test('a draft of an earlier version that finds no room aside stays, and is not written over', () => {
  const area = fakeArea(2500);
  const old = record({ answer: 'x'.repeat(1000) });
  world(area).store.write('exercise', NAME, old);
  area.setItem('another-site', 'y'.repeat(2500 - area.used - 40));
  const { store, said, surroundings } = world(area);
  const session = open(surroundings, 'v2');
  expect(session).toMatchObject({ answer: 'blank', attempts: 1 });
  expect(said.join()).toMatch(/no room to set it aside/);
  session.give('new');
  expect(session).toMatchObject({ answer: 'new', kept: false });
  expect(session.trouble).toMatch(/could not be moved out of the way/);
  expect(store.read('exercise', NAME)).toEqual(old);
  // Once there is room, the next answer finds its place.
  area.removeItem('another-site');
  session.give('newer');
  expect(session).toMatchObject({ kept: true, trouble: null });
  expect(store.read('exercise', NAME)).toMatchObject({ version: 'v2', answer: 'newer', attempts: 1 });
  expect(store.asides()[0]?.raw).toBe(seal(old));
});

test('where nothing can be written, a draft of an earlier version is not removed either', () => {
  const area = fakeArea();
  const old = record({ answer: 'old draft' });
  world(area).store.write('exercise', NAME, old);
  const denied = {
    ...area,
    get length() {
      return area.length;
    },
    setItem: () => {
      throw new DOMException('denied');
    }
  };
  open(world(denied).surroundings, 'v2').give('new');
  expect(world(area).store.read('exercise', NAME)).toEqual(old);
});

const foreign = (data: unknown) => JSON.stringify({ format: 1, data });
const KEY = `whose-words/1/exercise/${NAME}`;

test('a sound record from elsewhere is looked at before it is shown', async () => {
  const area = fakeArea();
  area.setItem(KEY, foreign(record({ answer: 'theirs' })));
  const session = open(world(area).surroundings);
  await vi.waitFor(() => expect(session.answer).toBe('theirs'));
  expect(session.attempts).toBe(1);
});

test('an answer that is given while it is looked at takes its place, and the stored one is set aside', async () => {
  const area = fakeArea();
  area.setItem(KEY, foreign(record({ answer: 'theirs' })));
  const { store, surroundings } = world(area);
  const session = open(surroundings);
  session.give('mine');
  expect(area.getItem(KEY)).toBe(foreign(record({ answer: 'theirs' })));
  expect(session).toMatchObject({ kept: false, trouble: null });
  await vi.waitFor(() => expect(session.kept).toBe(true));
  expect(store.read('exercise', NAME)).toMatchObject({ answer: 'mine', attempts: 1 });
  expect(store.asides()[0]?.raw).toContain('theirs');
});

test('what could not be looked at is not written over, and that is said', async () => {
  const area = fakeArea();
  const raw = foreign(record({ answer: 'theirs' }));
  area.setItem(KEY, raw);
  const session = open({ ...world(area).surroundings, mend: async () => {} });
  await Promise.resolve();
  await Promise.resolve();
  session.give('mine');
  expect(area.getItem(KEY)).toBe(raw);
  expect(session.trouble).toMatch(/could not be moved out of the way/);
});
