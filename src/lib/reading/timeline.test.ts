import { describe, expect, test } from 'vitest';
import { axisOf, dated } from './timeline.ts';

const day = (iso: string) => Date.parse(iso) / 86_400_000;

describe('a text in time', () => {
  test('stands at its day, its month or its year, as far as that is known', () => {
    expect(dated('24 February 2022', 2022)).toEqual({ from: day('2022-02-24'), to: day('2022-02-24') });
    expect(dated('February 2024', 2024)).toEqual({ from: day('2024-02-01'), to: day('2024-02-29') });
    expect(dated('2022', 2022)).toEqual({ from: day('2022-01-01'), to: day('2022-12-31') });
  });

  test('stands in the year that it is filed under where its date says nothing', () => {
    expect(dated(null, 2026)).toEqual({ from: day('2026-01-01'), to: day('2026-12-31') });
    expect(dated('shortly after the flood', 2026)).toEqual(dated('2026', 1999));
  });
});

describe('the line of time', () => {
  test('has a mark for each year, and all texts lie on it', () => {
    const axis = axisOf([dated('24 February 2022', 2022), dated('2024', 2024)]);
    expect(axis.ticks.map(({ name }) => name)).toEqual(['2022', '2023', '2024']);
    expect([axis.from, axis.to]).toEqual([day('2022-01-01'), day('2025-01-01')]);
  });

  test('has a mark for each quarter where all lies in one year', () => {
    const { ticks } = axisOf([dated('10 February 2025', 2025), dated('4 April 2025', 2025)]);
    expect(ticks.map(({ name }) => name)).toEqual(['Jan 2025', 'Apr 2025', 'Jul 2025', 'Oct 2025']);
  });
});
