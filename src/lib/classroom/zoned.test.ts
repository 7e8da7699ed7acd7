import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { momentOf, saidTime, wallOf, zones } from './zoned.ts';

const iso = (text: string) => Date.parse(text);
const YEARS = { min: iso('2000-01-01T00:00Z'), max: iso('2060-01-01T00:00Z') };
const minute = 60_000;
/** Zones whose clocks do unlike things: half and quarter hours, the south, half an hour of summer, a day left out. */
const ZONES = [
  'UTC',
  'Europe/Vienna',
  'America/New_York',
  'America/St_Johns',
  'Asia/Baku',
  'Asia/Yerevan',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Apia'
];

describe('a time on the clocks of a zone', () => {
  test('is the moment at which they show it', () => {
    expect(momentOf('2026-12-07T14:00', 'Europe/Vienna')).toEqual({
      at: iso('2026-12-07T13:00Z'),
      doubt: null
    });
    expect(momentOf('2026-07-07T14:00', 'America/St_Johns')).toEqual({
      at: iso('2026-07-07T16:30Z'),
      doubt: null
    });
  });

  test('that is skipped is moved on by as much as the clocks', () => {
    expect(momentOf('2026-03-29T02:30', 'Europe/Vienna')).toEqual({
      at: iso('2026-03-29T01:30Z'),
      doubt: 'skipped'
    });
    expect(wallOf(iso('2026-03-29T01:30Z'), 'Europe/Vienna')).toBe('2026-03-29T03:30');
    expect(momentOf('2011-12-30T12:00', 'Pacific/Apia')).toMatchObject({ doubt: 'skipped' });
  });

  test('that happens twice is the first', () => {
    expect(momentOf('2026-10-25T02:30', 'Europe/Vienna')).toEqual({
      at: iso('2026-10-25T00:30Z'),
      doubt: 'twice'
    });
  });

  test('that no calendar has is none', () => {
    for (const wall of ['2026-06-31T10:00', '2026-13-01T10:00', '2026-01-01T24:00', '2026-01-01', 'soon', ''])
      expect(momentOf(wall, 'UTC')).toBeNull();
  });

  test('comes back from its moment in every zone, unless it was skipped', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer(YEARS), (zone, at) => {
        const wall = new Date(Math.floor(at / minute) * minute).toISOString().slice(0, 16);
        const moment = momentOf(wall, zone)!;
        if (moment.doubt === 'skipped') expect(wallOf(moment.at, zone) > wall).toBe(true);
        else expect(wallOf(moment.at, zone)).toBe(wall);
      }),
      { numRuns: 3000 }
    );
  });

  test('leads back to the moment that it was made of, or to the first of two', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer(YEARS), (zone, any) => {
        const at = Math.floor(any / minute) * minute;
        const moment = momentOf(wallOf(at, zone), zone)!;
        expect(moment.doubt).not.toBe('skipped');
        if (moment.doubt === 'twice') expect(moment.at).toBeLessThanOrEqual(at);
        else expect(moment.at).toBe(at);
      }),
      { numRuns: 3000 }
    );
  });

  test('is said with its day', () => {
    expect(saidTime(iso('2026-12-07T13:00Z'), 'Europe/Vienna')).toBe('Mon 7 Dec 2026, 14:00');
  });
});

test('zones have names that a machine knows, and UTC is one', () => {
  expect(zones()).toContain('UTC');
  expect(zones()).toContain('Asia/Baku');
});
