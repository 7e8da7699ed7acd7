import { beforeAll, expect, test, vi } from 'vitest';
import { detection } from '../scoring/detection.ts';
import { fakeArea, record } from './fixture.ts';
import { ExerciseSession, type Surroundings } from './session.svelte.ts';
import { Store } from './store.ts';

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
                answered: { given: 1, of: 1 },
                detection: detection(1, 2, 0, 2),
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
    tell: (message) => said.push(message)
  };
  return { area, store, said, surroundings };
}

function open(surroundings: Surroundings, version = 'v1') {
  const session = new ExerciseSession({ ...exercise, version }, 'blank');
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
    /no connection/
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
  expect(session.answer).toHaveLength(400);
});
