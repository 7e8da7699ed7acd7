import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Board, CommonView } from '../classroom/live/views.ts';
import { Line, SILENCE, type LineWorld } from './line.svelte.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  return () => vi.useRealTimers();
});

class FakeSource {
  closed = false;
  readonly #hear = new Map<string, (event: { data?: unknown }) => void>();

  addEventListener(name: string, hear: (event: { data?: unknown }) => void): void {
    this.#hear.set(name, hear);
  }
  close(): void {
    this.closed = true;
  }
  say(name: string, value: unknown): void {
    this.#hear.get(name)!({ data: JSON.stringify(value) });
  }
  garble(name: string): void {
    this.#hear.get(name)!({ data: '{"common":' });
  }
  fail(): void {
    this.#hear.get('error')!({});
  }
}

/** A device on a line. @param random what it draws: the middle of what it may wait, 1.25 s, where nothing else is said */
function device(random = 0.5) {
  const sources: FakeSource[] = [];
  let wake = () => {};
  const world: LineWorld = {
    open(url) {
      expect(url).toBe('/events');
      sources.push(new FakeSource());
      return sources.at(-1)!;
    },
    now: Date.now,
    after(milliseconds, call) {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    random: () => random,
    wakes(call) {
      wake = call;
      return () => (wake = () => {});
    }
  };
  const line = new Line<{ common: CommonView }>(world);
  const end = line.start('/events');
  return { line, end, sources, wake: () => wake(), last: () => sources.at(-1)! };
}

const common = (change: Partial<CommonView> = {}): CommonView => ({
  ...{ version: 1, saves: 0, now: Date.now(), at: -1, steps: [], pace: 'together' },
  ...{ endedAt: null, here: 1, ...change }
});
const board = (change: Partial<Board> = {}): Board => ({
  ...{ version: 1, saves: 0, part: 'p', second: null, kept: null, changed: null },
  first: { of: 0, units: [], heat: [], agreement: [] },
  ...change
});

describe('a line', () => {
  test('is up once anything is heard, and holds the last view and board', () => {
    const { line, last } = device();
    expect(line.up).toBe('connecting');
    last().say('view', { common: common({ here: 3 }) });
    last().say('board', board());
    expect([line.up, line.view?.common.here, line.board?.part]).toEqual(['up', 3, 'p']);
  });

  test('takes nothing that is older than what it has', () => {
    const { line, last } = device();
    last().say('view', { common: common({ version: 3, saves: 5, here: 9 }) });
    last().say('view', { common: common({ version: 3, saves: 4, here: 1 }) });
    last().say('view', { common: common({ version: 2, saves: 9, here: 1 }) });
    expect(line.view?.common.here).toBe(9);
    last().say('board', board({ version: 3, changed: 2 }));
    last().say('board', board({ version: 2, changed: 7 }));
    expect(line.board?.changed).toBe(2);
  });

  test('hears what it does not understand, and keeps what it has', () => {
    const { line, last } = device();
    last().garble('view');
    last().say('view', { common: { version: 1 } });
    last().say('board', []);
    expect([line.up, line.view, line.board]).toEqual(['up', null, null]);
  });

  test('that says something in time stays up', () => {
    const { line, last, sources } = device();
    for (let n = 0; n < 10; n++) {
      last().say('beat', Date.now());
      vi.advanceTimersByTime(SILENCE - 1);
    }
    expect([line.up, sources.length]).toEqual(['up', 1]);
  });

  test('that is silent for ten seconds is down, and is opened anew after a while', () => {
    const { line, last, sources } = device();
    last().say('beat', Date.now());
    vi.advanceTimersByTime(SILENCE - 1);
    expect(line.up).toBe('up');
    vi.advanceTimersByTime(1);
    expect([line.up, sources[0]!.closed, sources.length]).toEqual(['down', true, 1]);
    vi.advanceTimersByTime(1249);
    expect(sources.length).toBe(1);
    vi.advanceTimersByTime(1);
    expect(sources.length).toBe(2);
    last().say('view', { common: common() });
    expect(line.up).toBe('up');
  });

  test('that breaks comes back before anybody is told', () => {
    const { line, last, sources } = device();
    last().say('view', { common: common({ here: 2 }) });
    last().fail();
    expect([line.up, sources[0]!.closed]).toEqual(['up', true]);
    vi.advanceTimersByTime(1250);
    last().say('view', { common: common({ version: 2, here: 3 }) });
    vi.advanceTimersByTime(SILENCE - 1);
    expect([line.up, line.view?.common.here]).toEqual(['up', 3]);
  });

  test('counts the connections on which anything was heard: behind another one may be another server', () => {
    const { line, last } = device();
    last().say('view', { common: common() });
    last().say('beat', Date.now());
    expect(line.connections).toBe(1);
    last().fail();
    vi.advanceTimersByTime(1250);
    last().fail();
    vi.advanceTimersByTime(2500);
    expect(line.connections).toBe(1);
    last().say('beat', Date.now());
    expect(line.connections).toBe(2);
  });

  test('that cannot be opened is down after ten seconds, however often it was tried, and tries less and less', () => {
    const { line, last, sources } = device();
    const times: number[] = [];
    for (let n = 0; n < 7; n++) {
      const begun = Date.now();
      last().fail();
      while (sources.length === n + 1) vi.advanceTimersByTime(50);
      times.push(Date.now() - begun);
      expect(line.up).toBe(Date.now() - 1_000_000 < SILENCE ? 'connecting' : 'down');
    }
    expect(times).toEqual([1250, 2500, 3750, 5000, 5000, 5000, 5000]);
  });

  test('that never answers is given up after ten seconds, and tried again', () => {
    const { line, sources } = device();
    vi.advanceTimersByTime(SILENCE + 1250);
    expect([line.up, sources.length]).toEqual(['down', 2]);
    vi.advanceTimersByTime(SILENCE + 2500);
    expect(sources.map(({ closed }) => closed)).toEqual([true, true, false]);
  });

  test('that was closed is heard no more', () => {
    const { line, sources } = device();
    sources[0]!.fail();
    vi.advanceTimersByTime(1250);
    sources[0]!.say('view', { common: common({ here: 8 }) });
    sources[0]!.fail();
    vi.advanceTimersByTime(5000);
    expect([line.view, line.up, sources.length]).toEqual([null, 'connecting', 2]);
  });

  test.each(['ended', 'signed-out', 'elsewhere'])(
    'that is refused because it is %s says so, and does not come back',
    (why) => {
      const { line, last, sources, wake } = device();
      last().say('refused', { why });
      wake();
      vi.advanceTimersByTime(60_000);
      expect([line.refused, sources.length, sources[0]!.closed]).toEqual([why, 1, true]);
      expect(line.up).toBe('up');
    }
  );

  test.each(['shut', 'out'])(
    'asks again every three seconds while it is %s, and is in once it is let in',
    (why) => {
      const { line, last, sources } = device();
      last().say('refused', { why });
      expect(sources[0]!.closed).toBe(true);
      vi.advanceTimersByTime(2999);
      expect(sources.length).toBe(1);
      vi.advanceTimersByTime(1);
      expect(sources.length).toBe(2);
      last().say('refused', { why });
      vi.advanceTimersByTime(3000);
      last().fail();
      vi.advanceTimersByTime(3000);
      expect([line.refused, line.up, sources.length]).toEqual([why, 'up', 4]);
      last().say('view', { common: common({ here: 2 }) });
      expect([line.refused, line.view?.common.here]).toEqual([null, 2]);
      vi.advanceTimersByTime(3000);
      expect(sources.length).toBe(4);
    }
  );

  test.each([
    [0, 2500],
    [1, 3500]
  ])(
    'asks at a door that is shut a little sooner or later than others: drawing %d, after %d ms',
    (drawn, after) => {
      const { last, sources } = device(drawn);
      last().say('refused', { why: 'shut' });
      vi.advanceTimersByTime(after - 1);
      expect(sources.length).toBe(1);
      vi.advanceTimersByTime(1);
      expect(sources.length).toBe(2);
    }
  );

  test('asks at once where a device wakes before a door that was shut, and no more once the page is over', () => {
    const { last, sources, wake, end } = device();
    last().say('refused', { why: 'shut' });
    wake();
    expect(sources.length).toBe(2);
    last().say('refused', { why: 'shut' });
    end();
    vi.advanceTimersByTime(60_000);
    expect(sources.length).toBe(2);
  });

  test('is opened at once when the device wakes after a long sleep, or the network is back', () => {
    const { last, sources, wake } = device();
    last().say('beat', Date.now());
    wake();
    expect(sources.length).toBe(1);
    vi.setSystemTime(Date.now() + SILENCE);
    wake();
    expect(sources.length).toBe(2);
    last().fail();
    wake();
    expect(sources.length).toBe(3);
    vi.advanceTimersByTime(5000);
    expect(sources.length).toBe(3);
  });

  test('is over when the page is', () => {
    const { end, last, sources, wake } = device();
    last().fail();
    end();
    wake();
    vi.advanceTimersByTime(60_000);
    expect(sources.map(({ closed }) => closed)).toEqual([true]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the server’s clock', () => {
  test('is taken of the message that was fastest on its way', () => {
    const { line, last } = device();
    last().say('view', { common: common({ now: Date.now() + 57_000 }) });
    last().say('beat', Date.now() + 60_000);
    last().say('beat', Date.now() + 59_000);
    expect([line.skew, line.now()]).toEqual([60_000, Date.now() + 60_000]);
  });

  test('is asked anew with each connection: a device may have set its own', () => {
    const { line, last } = device();
    last().say('beat', Date.now() + 60_000);
    last().fail();
    vi.advanceTimersByTime(1250);
    last().say('beat', Date.now() - 500);
    expect(line.skew).toBe(-500);
  });
});
