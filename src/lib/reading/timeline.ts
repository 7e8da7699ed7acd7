/** Where a text stands in time, as far as it is known. */
export interface Dated {
  /** Days since 1970. `from` and `to` are one day where the day is known. */
  from: number;
  to: number;
}

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december']
];
const DAY = 86_400_000;

/**
 * Reads a date as pack.yaml writes it: "24 February 2022", "February 2024", "2022".
 * @param year what the text is filed under, where the date says nothing that can be drawn
 */
export function dated(value: string | null, year: number): Dated {
  const [, day, month, said] = /^(?:(\d{1,2}) )?(?:([A-Za-z]+) )?(\d{4})$/.exec(value ?? '') ?? [];
  const m = MONTHS.indexOf(month?.toLowerCase() ?? '');
  const y = said ? Number(said) : year;
  const at = (years: number, months: number, days: number) => Date.UTC(years, months, days) / DAY;
  if (m >= 0 && day) return { from: at(y, m, Number(day)), to: at(y, m, Number(day)) };
  if (m >= 0) return { from: at(y, m, 1), to: at(y, m + 1, 0) };
  return { from: at(y, 0, 1), to: at(y, 11, 31) };
}

/** The line on which texts are drawn: whole years, or whole months where all lies in one year. */
export function axisOf(dates: readonly Dated[]): {
  from: number;
  to: number;
  ticks: { at: number; name: string }[];
} {
  const year = (day: number) => new Date(day * DAY).getUTCFullYear();
  const first = Math.min(...dates.map(({ from }) => year(from)));
  const last = Math.max(...dates.map(({ to }) => year(to)));
  const at = (y: number, m: number) => Date.UTC(y, m, 1) / DAY;
  const within = first === last;
  const ticks = within
    ? [0, 3, 6, 9].map((m) => ({
        at: at(first, m),
        name: `${MONTHS[m]![0]!.toUpperCase()}${MONTHS[m]!.slice(1, 3)} ${first}`
      }))
    : Array.from({ length: last - first + 1 }, (_, i) => ({ at: at(first + i, 0), name: String(first + i) }));
  return { from: at(first, 0), to: at(last + 1, 0), ticks };
}
