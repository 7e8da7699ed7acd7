import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Check, Save, SaveOutcome, Stored } from '../classroom/saving.ts';
import type { Scored } from '../exercises/define.ts';
import { fakeArea } from '../progress/fixture.ts';
import { Store } from '../progress/store.ts';
import { RemoteSession } from './remote.svelte.ts';
import type { Sat } from './sat.ts';
import { clock } from './words.ts';

type Handler = (event: { key?: string }) => void;
/** The page that is being set up: what it listens to. */
let listening = new Map<string, Handler>();
let visible = true;
beforeEach(() => {
  const on = (name: string, handler: Handler) => void listening.set(name, handler);
  visible = true;
  vi.stubGlobal('addEventListener', on);
  vi.stubGlobal('removeEventListener', () => {});
  vi.stubGlobal('document', {
    addEventListener: on,
    removeEventListener: () => {},
    get visibilityState() {
      return visible ? 'visible' : 'hidden';
    }
  });
});

const exercise = {
  ...{ pack: 'warm-up', slug: 'sort', type: 'toy', title: 'Sort', task: '', level: 1 as const },
  ...{ minutes: 5, version: 'v1', item: null }
};
const verdict = { status: 'scored', score: 1 } as Scored;
const KEY = 'whose-words/1/unsent/w/p/own';

/** A server that saves as the real one does, and can be gone. */
function server() {
  let stored: Stored | null = null;
  let now = 1000;
  const got: Save[] = [];
  /** What it does with the next requests: `lost` saves and does not answer. */
  let mode: 'there' | 'gone' | 'lost' | 'signed-out' | 'handed-in' | 'ended' = 'there';
  const save = (body: Save): SaveOutcome => {
    now += 1000;
    if (stored?.delivery === body.delivery) return { is: 'saved', ...of(stored) };
    if (stored && stored.revision !== body.base && !body.after.includes(stored.delivery))
      return { is: 'conflict', ...stored };
    const { answer, delivery } = body;
    stored = { answer, delivery, revision: (stored?.revision ?? 0) + 1, savedAt: now };
    return { is: 'saved', ...of(stored) };
  };
  const of = ({ revision, savedAt }: Stored) => ({ revision, savedAt });
  return {
    got,
    get stored() {
      return stored;
    },
    be: (next: typeof mode) => void (mode = next),
    wire: {
      async save(body: Save) {
        await Promise.resolve();
        got.push(structuredClone(body));
        if (mode === 'gone') return 'unreached' as const;
        if (mode === 'signed-out' || mode === 'handed-in' || mode === 'ended')
          return { is: 'refused' as const, why: mode };
        const outcome = save(body);
        return mode === 'lost' ? ('unreached' as const) : outcome;
      },
      async check({ revision }: Check) {
        await Promise.resolve();
        if (mode === 'gone') return 'unreached' as const;
        if (stored?.revision !== revision) return { is: 'conflict' as const, ...stored! };
        return { is: 'checked' as const, verdict };
      }
    }
  };
}

/** A page with the exercise. Pages of one browser share an area. */
function page(there: ReturnType<typeof server>, area = fakeArea(), change: Partial<Sat> = {}) {
  const said: string[] = [];
  const timers: (() => void)[] = [];
  listening = new Map();
  const handlers = listening;
  const session = new RemoteSession({
    place: { work: 'w', part: 'p', version: 'v1' },
    as: 'own',
    exercise,
    blank: '',
    fits: (answer) => typeof answer === 'string',
    checks: 'at-once',
    saved: there.stored,
    verdict: null,
    ...change
  });
  const tell = (message: string) => void said.push(message);
  const end = session.restore({
    store: new Store(area, () => 5, tell),
    wire: there.wire,
    now: () => 5000,
    after: (_, call) => {
      timers.push(call);
      return () => void timers.splice(timers.indexOf(call), 1);
    },
    tell
  });
  return {
    session,
    said,
    end,
    area,
    /** Lets the time pass for which answers are gathered, or until it is tried again. */
    async pass() {
      for (const call of timers.splice(0)) call();
      await rest();
    },
    hear: (name: string) => handlers.get(name)!({ key: KEY })
  };
}

/** Lets everything that was begun come to its end. */
const rest = () => new Promise((resolve) => setImmediate(resolve));

describe('an answer', () => {
  test('is kept at once, sent once, and said to be saved when the server has it', async () => {
    const there = server();
    const { session, area, pass } = page(there);
    session.give('a');
    session.give('ab');
    expect(session.saved.says).toBe('Saving …');
    expect(area.getItem(KEY)).toContain('"ab"');
    expect(there.got).toEqual([]);
    await pass();
    expect(there.got.map(({ answer }) => answer)).toEqual(['ab']);
    expect(session.saved).toEqual({ says: `Saved ${clock(there.stored!.savedAt)}`, aloud: false });
    expect(session.settled).toBe(true);
    expect(area.getItem(KEY)).toBeNull();
  });

  test('that is given while another is on its way follows it', async () => {
    const there = server();
    const { session, pass } = page(there);
    session.give('a');
    const sent = session.flush();
    session.give('ab');
    await sent;
    await pass();
    expect(there.stored).toMatchObject({ answer: 'ab', revision: 2 });
    expect(session.settled).toBe(true);
  });

  test('is sent when the page goes, also while another is on its way', async () => {
    const there = server();
    const { session, hear } = page(there);
    session.give('a');
    void session.flush();
    session.give('ab');
    hear('pagehide');
    await rest();
    expect(there.stored).toMatchObject({ answer: 'ab', revision: 2 });
  });

  test('waits where the server is not reached, and is sent once it is', async () => {
    const there = server();
    const { session, pass, area } = page(there);
    there.be('gone');
    session.give('a');
    await pass();
    expect(session.saved.says).toMatch(/^Not sent yet: kept in this browser/);
    expect(session.saved.aloud).toBe(true);
    session.give('ab');
    await pass();
    expect(area.getItem(KEY)).toContain('"ab"');
    there.be('there');
    await pass();
    expect(there.stored).toMatchObject({ answer: 'ab', revision: 1 });
    expect(session.saved.says).toMatch(/^Saved/);
  });

  test('says to keep the page open where the browser keeps nothing', async () => {
    const there = server();
    const { session, pass } = page(there, fakeArea(10));
    there.be('gone');
    session.give('a');
    await pass();
    expect(session.saved.says).toMatch(/keep this page open/);
  });

  test('survives a reload, and is not saved twice where only the acknowledgement was lost', async () => {
    const there = server();
    const first = page(there);
    there.be('lost');
    first.session.give('a');
    await first.pass();
    expect(there.stored).toMatchObject({ answer: 'a', revision: 1 });
    there.be('there');
    const second = page(there, first.area);
    await second.pass();
    expect(second.session.answer).toBe('a');
    expect(second.area.getItem(KEY)).toBeNull();
    expect(there.stored).toMatchObject({ revision: 1 });
  });

  test('that followed a lost acknowledgement is no conflict with oneself', async () => {
    const there = server();
    const { session, pass, area } = page(there);
    there.be('lost');
    session.give('a');
    await pass();
    there.be('gone');
    session.give('ab');
    await pass();
    there.be('there');
    const second = page(there, area);
    await second.pass();
    expect(second.session.conflict).toBeNull();
    expect(there.stored).toMatchObject({ answer: 'ab', revision: 2 });
  });

  test('that is no answer to the exercise any more is set aside and said', async () => {
    const there = server();
    const first = page(there);
    there.be('gone');
    first.session.give('a');
    await first.pass();
    const second = page(there, first.area, { fits: () => false });
    expect(second.session.answer).toBe('');
    expect(second.said.join()).toContain('does not count');
  });
});

describe('two tabs', () => {
  test('of one browser follow each other, and the newer answer is said to be one', async () => {
    const there = server();
    const one = page(there);
    const two = page(there, one.area);
    one.session.give('a');
    two.hear('storage');
    expect(two.session.answer).toBe('a');
    expect(two.said).toHaveLength(1);
    await one.pass();
    two.hear('storage');
    expect(two.session.saved.says).toMatch(/^Saved/);
    two.session.give('ab');
    await two.pass();
    expect(there.stored).toMatchObject({ answer: 'ab', revision: 2 });
    expect(two.session.conflict).toBeNull();
  });

  test('of which one closed before it could send: the other does', async () => {
    const there = server();
    const one = page(there);
    const two = page(there, one.area);
    there.be('gone');
    one.session.give('a');
    await one.pass();
    two.hear('storage');
    there.be('there');
    two.hear('online');
    await rest();
    expect(there.stored).toMatchObject({ answer: 'a' });
    expect(two.area.getItem(KEY)).toBeNull();
  });

  test.each([
    ['mine', 'b'],
    ['theirs', 'a']
  ] as const)('on two devices do not overwrite each other: to keep %s is chosen', async (keep, kept) => {
    const there = server();
    const one = page(there);
    const two = page(there);
    one.session.give('a');
    await one.pass();
    two.session.give('b');
    await two.pass();
    expect(two.session.conflict).toMatchObject({ answer: 'a', revision: 1 });
    expect(two.session.saved.says).toBe('Not saved');
    expect(two.session.answer).toBe('b');
    expect(there.stored!.answer).toBe('a');
    two.session.choose(keep);
    await rest();
    expect(two.session.conflict).toBeNull();
    expect(two.session.answer).toBe(kept);
    expect(there.stored!.answer).toBe(kept);
    expect(two.session.settled).toBe(true);
  });

  test('are told of a conflict also where it came while the page was away', async () => {
    const there = server();
    const first = page(there);
    there.be('gone');
    first.session.give('b');
    await first.pass();
    there.be('there');
    const elsewhere = page(there);
    elsewhere.session.give('a');
    await elsewhere.pass();
    const second = page(there, first.area);
    expect(second.session.answer).toBe('b');
    expect(second.session.conflict).toMatchObject({ answer: 'a' });
  });
});

describe('what another device has saved', () => {
  test('is shown where nothing waits here, and goes on from there', async () => {
    const there = server();
    const one = page(there);
    const two = page(there);
    one.session.give('a');
    await one.pass();
    two.session.take(there.stored!);
    expect([two.session.answer, two.session.revision]).toEqual(['a', 1]);
    two.session.give('ab');
    await two.pass();
    expect(there.stored).toMatchObject({ answer: 'ab', revision: 2 });
  });

  test('is not shown over what is still on its way, nor over what is later', async () => {
    const there = server();
    const one = page(there);
    const two = page(there);
    one.session.give('a');
    await one.pass();
    const early = there.stored!;
    one.session.give('ab');
    await one.pass();
    one.session.take(early);
    expect(one.session.answer).toBe('ab');
    two.session.give('b');
    two.session.take(there.stored!);
    expect(two.session.answer).toBe('b');
  });
});

describe('an answer that is delivered', () => {
  test('is saved though nobody has touched it', async () => {
    const there = server();
    const { session } = page(there, fakeArea(), { blank: 'first', checks: 'later' });
    expect(await session.deliver()).toBe(true);
    expect(there.stored).toMatchObject({ answer: 'first', revision: 1 });
    expect(await session.deliver()).toBe(true);
    expect(there.got).toHaveLength(1);
  });

  test('is not delivered while the server is not reached', async () => {
    const there = server();
    const { session, pass } = page(there);
    there.be('gone');
    session.give('a');
    expect(await session.deliver()).toBe(false);
    there.be('there');
    await pass();
    expect(await session.deliver()).toBe(true);
  });
});

describe('what is not taken', () => {
  test('because nobody is signed in is kept, said, and sent once somebody is', async () => {
    const there = server();
    const { session, pass, hear, area } = page(there);
    there.be('signed-out');
    session.give('a');
    await pass();
    expect(session.stopped).toBe('signed-out');
    expect(session.trouble).toMatch(/Your answer is kept here/);
    expect(area.getItem(KEY)).toContain('"a"');
    there.be('there');
    hear('online');
    await rest();
    expect([session.trouble, session.stopped]).toEqual([null, null]);
    expect(there.stored).toMatchObject({ answer: 'a' });
  });

  test('because the class has ended is kept, said, and sent with the next answer once it is open again', async () => {
    const there = server();
    const { session, pass, area } = page(there);
    there.be('ended');
    session.give('a');
    await pass();
    expect(session.stopped).toBe('ended');
    expect(session.trouble).toMatch(/has ended this class/);
    expect(area.getItem(KEY)).toContain('"a"');
    there.be('there');
    session.give('ab');
    await pass();
    expect([session.trouble, session.stopped]).toEqual([null, null]);
    expect(there.stored).toMatchObject({ answer: 'ab' });
  });

  test('because it was handed in is set aside and said', async () => {
    const there = server();
    const { session, pass, area, said } = page(there);
    there.be('handed-in');
    session.give('a');
    await pass();
    expect(session.trouble).toMatch(/handed in already/);
    expect(area.getItem(KEY)).toBeNull();
    expect(area.keys().some((key) => key.includes('/aside/'))).toBe(true);
    expect(said.join()).toContain('does not count');
  });
});

describe('a check', () => {
  test('sends what waits, and shows the verdict that the server gives', async () => {
    const there = server();
    const { session } = page(there);
    session.give('a');
    await session.check();
    expect(there.stored).toMatchObject({ answer: 'a' });
    expect([session.state, session.verdict]).toEqual(['checked', verdict]);
    session.give('b');
    expect(session.answer).toBe('a');
  });

  test('of an empty answer saves it first', async () => {
    const there = server();
    const { session } = page(there);
    await session.check();
    expect(there.stored).toMatchObject({ answer: '', revision: 1 });
    expect(session.state).toBe('checked');
  });

  test('without a connection changes nothing and says so', async () => {
    const there = server();
    const { session } = page(there);
    there.be('gone');
    session.give('a');
    await session.check();
    expect(session.state).toBe('open');
    expect(session.trouble).toMatch(/nothing was checked/);
  });

  test('of an answer that another device has changed lets the learner choose first', async () => {
    const there = server();
    const one = page(there);
    one.session.give('a');
    await one.pass();
    const two = page(there);
    two.session.give('b');
    await two.pass();
    await one.session.check();
    expect(one.session.state).toBe('open');
    expect(one.session.conflict).toMatchObject({ answer: 'b' });
  });

  test('is not offered where feedback comes later', async () => {
    const there = server();
    const { session } = page(there, fakeArea(), { checks: 'later' });
    await session.check();
    expect(session.state).toBe('open');
    expect(there.got).toEqual([]);
  });
});
