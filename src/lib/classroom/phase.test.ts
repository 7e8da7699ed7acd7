import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  attemptsLeft,
  checksAtOnce,
  closesOf,
  dueOf,
  endOf,
  GRACE,
  isLate,
  limitFrom,
  mayAnswerAgain,
  mayBegin,
  mayShowKey,
  minutesOf,
  phaseOf,
  standing,
  takes,
  type Asked,
  type Phase,
  type Terms,
  type WorkTimes
} from './phase.ts';
import { settingsToBeginWith, type Settings } from './settings.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

const terms = (change: Partial<Settings> = {}, more: Partial<Terms> = {}): Terms => ({
  settings: { ...settingsToBeginWith('UTC'), ...change },
  extension: null,
  shut: false,
  ...more
});
const begun = (startedAt: number, change: Partial<WorkTimes> = {}): WorkTimes => ({
  startedAt,
  limitAt: null,
  handedInAt: null,
  revealed: false,
  ...change
});
const handedIn = (startedAt: number, at: number) => begun(startedAt, { handedInAt: at });
const answered = (work: WorkTimes, checked = false): Asked => ({ work, checked });

const times = fc.integer({ min: 0, max: 20 }).map((hours) => hours * HOUR);
const extensions = fc.option(
  fc.record({ minutes: fc.integer({ min: 0, max: 120 }), until: fc.option(times) }),
  { nil: null }
);
/** Settings whose times are in order, and a learner's works under them. */
const circumstances = fc
  .record({
    marks: fc.array(times, { minLength: 3, maxLength: 3 }).map((list) => list.sort((a, b) => a - b)),
    has: fc.record({ opens: fc.boolean(), due: fc.boolean(), closes: fc.boolean() }),
    minutes: fc.option(fc.integer({ min: 1, max: 180 })),
    attempts: fc.integer({ min: 1, max: 3 }),
    feedback: fc.constantFrom('at-once' as const, 'handed-in' as const, 'closed' as const),
    extension: extensions,
    starts: fc.array(times, { maxLength: 3 }),
    lastRuns: fc.boolean(),
    now: times
  })
  .map(({ marks, has, minutes, attempts, feedback, extension, starts, lastRuns, now }) => {
    const [opens, due, closes] = marks as [number, number, number];
    const of = terms(
      {
        opens: has.opens ? opens : null,
        due: has.due ? due : null,
        closes: has.closes ? closes : null,
        minutes,
        attempts,
        feedback
      },
      { extension }
    );
    const list = starts.slice(0, attempts).sort((a, b) => a - b);
    const works = list.map((at, i) =>
      begun(at, {
        limitAt: limitFrom(of, at),
        handedInAt: lastRuns && i === list.length - 1 ? null : at + MINUTE
      })
    );
    return { terms: of, works, now };
  });

const ORDER: Phase[] = ['not-yet', 'open', 'late', 'closed', 'done'];

describe('the phase of an assignment', () => {
  test('goes from not yet to open, late and closed', () => {
    const of = terms({ opens: 1 * HOUR, due: 2 * HOUR, closes: 3 * HOUR });
    const at = (hours: number) => phaseOf(of, [], hours * HOUR);
    expect([0.5, 1, 2, 2.5, 3, 9].map(at)).toEqual(['not-yet', 'open', 'open', 'late', 'closed', 'closed']);
  });

  test('is done once the last attempt is handed in, also after closing', () => {
    const of = terms({ attempts: 2, closes: 5 * HOUR });
    const one = handedIn(0, HOUR);
    expect(phaseOf(of, [one], 2 * HOUR)).toBe('open');
    expect(phaseOf(of, [one, begun(2 * HOUR)], 3 * HOUR)).toBe('open');
    expect(phaseOf(of, [one, handedIn(2 * HOUR, 3 * HOUR)], 4 * HOUR)).toBe('done');
    expect(phaseOf(of, [one, handedIn(2 * HOUR, 3 * HOUR)], 9 * HOUR)).toBe('done');
    expect(phaseOf(of, [one], 9 * HOUR)).toBe('closed');
  });

  test('only goes forward with time', () => {
    fc.assert(
      fc.property(circumstances, times, ({ terms, works, now }, more) => {
        const before = ORDER.indexOf(phaseOf(terms, works, now));
        expect(ORDER.indexOf(phaseOf(terms, works, now + more))).toBeGreaterThanOrEqual(before);
      })
    );
  });

  test('is closed where the assignment was archived', () => {
    expect(phaseOf(terms({}, { shut: 'ended' }), [], HOUR)).toBe('closed');
    expect(takes(terms({}, { shut: 'ended' }), begun(0), HOUR)).toBe(false);
  });
});

describe('an extension', () => {
  test('takes the place of due and closing time, and adds to the time limit', () => {
    const of = terms(
      { due: HOUR, closes: 2 * HOUR, minutes: 30 },
      { extension: { minutes: 15, until: 3 * HOUR } }
    );
    expect([dueOf(of), closesOf(of), minutesOf(of)]).toEqual([3 * HOUR, 3 * HOUR, 45]);
  });

  test('never shortens anything, and closes nothing that is open', () => {
    fc.assert(
      fc.property(circumstances, ({ terms, works, now }) => {
        const plain = { ...terms, extension: null };
        const infinite = (time: number | null) => time ?? Infinity;
        for (const of of [dueOf, closesOf, minutesOf])
          expect(infinite(of(terms))).toBeGreaterThanOrEqual(infinite(of(plain)));
        for (const work of works) {
          expect(infinite(endOf(terms, work))).toBeGreaterThanOrEqual(infinite(endOf(plain, work)));
          if (takes(plain, work, now)) expect(takes(terms, work, now)).toBe(true);
        }
        if (works.every((w) => w.handedInAt !== null) && mayBegin(plain, works, now))
          expect(mayBegin(terms, works, now)).toBe(true);
        if (isLate(terms, now)) expect(isLate(plain, now)).toBe(true);
      })
    );
  });
});

describe('the end of a work', () => {
  test('is its time limit, and never after closing', () => {
    const of = terms({ minutes: 30, closes: 2 * HOUR });
    expect(endOf(of, begun(HOUR, { limitAt: limitFrom(of, HOUR) }))).toBe(1.5 * HOUR);
    const late = 1.75 * HOUR;
    expect(endOf(of, begun(late, { limitAt: limitFrom(of, late) }))).toBe(2 * HOUR);
    fc.assert(
      fc.property(circumstances, ({ terms, works }) => {
        for (const work of works)
          expect(endOf(terms, work) ?? Infinity).toBeLessThanOrEqual(closesOf(terms) ?? Infinity);
      })
    );
  });

  test('keeps what was told at the beginning: a shorter limit or a new one does not count for it', () => {
    expect(endOf(terms({ minutes: 10 }), begun(0, { limitAt: HOUR }))).toBe(HOUR);
    expect(endOf(terms({ minutes: 10 }), begun(0))).toBeNull();
    expect(endOf(terms({ minutes: 90 }), begun(0, { limitAt: HOUR }))).toBe(1.5 * HOUR);
  });

  test('leaves a minute in which answers that were on their way are taken, and nothing begins', () => {
    const of = terms({ minutes: 60 });
    const work = begun(0, { limitAt: HOUR });
    const at = (now: number) => standing(of, work, now);
    expect([HOUR - 1, HOUR, HOUR + GRACE - 1, HOUR + GRACE].map(at)).toEqual([
      'running',
      'ending',
      'ending',
      'over'
    ]);
    expect(mayBegin(of, [work], HOUR + 1)).toBe(false);
  });
});

describe('another attempt', () => {
  test('may begin while it is open, attempts are left, and none is being worked on', () => {
    const of = terms({ attempts: 2, closes: 5 * HOUR });
    expect(mayBegin(of, [], HOUR)).toBe(true);
    expect(mayBegin(of, [begun(0)], HOUR)).toBe(false);
    expect(mayBegin(of, [handedIn(0, HOUR)], 2 * HOUR)).toBe(true);
    expect(mayBegin(of, [handedIn(0, HOUR)], 5 * HOUR)).toBe(false);
    expect(mayBegin(of, [handedIn(0, HOUR), handedIn(HOUR, 2 * HOUR)], 3 * HOUR)).toBe(false);
  });

  test('is given to nobody who has seen the key of a reserved exercise', () => {
    const seen = [{ ...handedIn(0, HOUR), revealed: true }];
    expect(attemptsLeft(terms({ attempts: 3 }), seen)).toBe(0);
    expect(mayBegin(terms({ attempts: 3 }), seen, 2 * HOUR)).toBe(false);
  });
});

describe('a clock that jumps backwards', () => {
  test('does not reopen what was handed in', () => {
    fc.assert(
      fc.property(circumstances, times, times, ({ terms, works }, now, before) => {
        for (const work of works.filter(({ handedInAt }) => handedInAt !== null))
          expect([standing(terms, work, now), standing(terms, work, before)]).toEqual([
            'handed-in',
            'handed-in'
          ]);
        const all = works.map((work) => ({ ...work, handedInAt: work.handedInAt ?? now }));
        if (all.length > 0 && attemptsLeft(terms, all) === 0)
          expect(phaseOf(terms, all, before)).toBe('done');
      })
    );
  });
});

describe('a key', () => {
  const question = { access: 'open' as const, others: [], elsewhere: false };

  test('of an open exercise is shown when the feedback setting says', () => {
    const one = begun(0);
    const show = (feedback: Settings['feedback'], here: Asked, now: number) =>
      mayShowKey({ ...question, terms: terms({ feedback, closes: 5 * HOUR, attempts: 2 }), here, now });
    expect(show('at-once', answered(one), HOUR)).toBe(false);
    expect(show('at-once', answered(one, true), HOUR)).toBe(true);
    expect(show('handed-in', answered(one, true), HOUR)).toBe(false);
    expect(show('handed-in', answered(handedIn(0, HOUR)), 2 * HOUR)).toBe(true);
    expect(show('closed', answered(handedIn(0, HOUR)), 2 * HOUR)).toBe(false);
    expect(show('closed', answered(handedIn(0, HOUR)), 5 * HOUR)).toBe(true);
  });

  test('of a reserved exercise waits for the last attempt, or for closing', () => {
    const reserved = { ...question, access: 'reserved' as const };
    const of = terms({ attempts: 2, closes: 5 * HOUR });
    const first = answered(handedIn(0, HOUR));
    const last = answered(handedIn(2 * HOUR, 3 * HOUR));
    const show = (here: Asked, others: Asked[], now: number) =>
      mayShowKey({ ...reserved, terms: of, here, others, now });
    expect(show(first, [], 2 * HOUR)).toBe(false);
    expect(show(first, [answered(begun(2 * HOUR))], 3 * HOUR)).toBe(false);
    expect(show(first, [last], 3 * HOUR)).toBe(true);
    expect(show(first, [], 5 * HOUR)).toBe(true);
    expect(
      mayShowKey({ ...reserved, terms: of, here: last, others: [first], elsewhere: true, now: HOUR })
    ).toBe(false);
  });

  test('of a reserved exercise is not shown while an answer on its way would still be taken', () => {
    const of = terms({ closes: HOUR, feedback: 'closed' });
    const show = (now: number) =>
      mayShowKey({ ...question, access: 'reserved', terms: of, here: answered(begun(0)), now });
    expect([HOUR, HOUR + GRACE - 1, HOUR + GRACE].map(show)).toEqual([false, false, true]);
  });

  test('is checked for at once only where the check may show it', () => {
    const at = (access: 'open' | 'reserved', attempts: number, feedback: Settings['feedback']) =>
      checksAtOnce({
        ...question,
        access,
        terms: terms({ attempts, feedback }),
        here: answered(begun(0)),
        now: HOUR
      });
    expect([at('open', 3, 'at-once'), at('reserved', 1, 'at-once')]).toEqual([true, true]);
    expect([at('reserved', 2, 'at-once'), at('open', 1, 'handed-in')]).toEqual([false, false]);
  });

  test('of a reserved exercise never reaches who may answer it again, and once shown stays shown', () => {
    fc.assert(
      fc.property(
        circumstances,
        fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
        times,
        ({ terms, works, now }, checks, more) => {
          const asked = works.map((work, i) => answered(work, checks[i]));
          asked.forEach((here, i) => {
            const others = asked.filter((_, k) => k !== i);
            const show = (at: number) =>
              mayShowKey({ terms, access: 'reserved', here, others, elsewhere: false, now: at });
            if (show(now)) {
              expect(mayAnswerAgain(terms, asked, now)).toBe(false);
              expect(mayBegin(terms, works, now)).toBe(false);
              expect(show(now + more)).toBe(true);
            }
          });
        }
      )
    );
  });
});
