/**
 * Times as an instructor writes them, "2026-12-07T14:00" on the clocks of a time zone, and as they are stored,
 * milliseconds since 1970. Where clocks are put forward an hour does not exist, and where they are put back one happens
 * twice: both are decided here, and said.
 */

const DAY = 24 * 60 * 60 * 1000;

/** What is said of a time that is not there once: it was moved, or the first of two was taken. */
export type Doubt = 'skipped' | 'twice';

/** A time on the clocks of a zone, as `<input type="datetime-local">` has it. */
const WALL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/;

/**
 * The moment at which clocks in a zone show a time. A time that is skipped is moved on by as much as the clocks; of one
 * that happens twice it is the first.
 * @param wall as `WALL`
 * @returns `null` where it is no time at all, like the 31st of June
 */
export function momentOf(wall: string, zone: string): { at: number; doubt: Doubt | null } | null {
  const parts = WALL.exec(wall)?.slice(1).map(Number);
  if (!parts) return null;
  const [year, month, day, hour, minute] = parts as [number, number, number, number, number];
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  if (new Date(asUtc).toISOString().slice(0, 16) !== wall) return null;
  // No zone is a day from UTC, so these two lie on either side of whatever happens to the clocks around then.
  const before = asUtc - aheadAt(asUtc - DAY, zone);
  const after = asUtc - aheadAt(asUtc + DAY, zone);
  const meant = [...new Set([before, after])].filter((at) => wallOf(at, zone) === wall);
  if (meant.length === 0) return { at: before, doubt: 'skipped' };
  return { at: Math.min(...meant), doubt: meant.length === 2 ? 'twice' : null };
}

/** What clocks in a zone show at a moment, to the minute, as `WALL`. */
export function wallOf(at: number, zone: string): string {
  return new Date(at + aheadAt(at, zone)).toISOString().slice(0, 16);
}

/** How far a zone is ahead of UTC at a moment, in milliseconds. */
function aheadAt(at: number, zone: string): number {
  const whole = Math.floor(at / 1000) * 1000;
  const part = Object.fromEntries(
    clock(zone)
      .formatToParts(whole)
      .map(({ type, value }) => [type, Number(value)])
  );
  const shown = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second);
  return shown - whole;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(zone: string): Intl.DateTimeFormat {
  const known =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' }
    });
  clocks.set(zone, known);
  return known;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A moment in words, on the clocks of a zone: "Mon 7 Dec 2026, 14:00". The same on every machine; the zone is said beside it. */
export function saidTime(at: number, zone: string): string {
  const wall = new Date(at + aheadAt(at, zone));
  const day = `${DAYS[wall.getUTCDay()]} ${wall.getUTCDate()} ${MONTHS[wall.getUTCMonth()]} ${wall.getUTCFullYear()}`;
  return `${day}, ${wall.toISOString().slice(11, 16)}`;
}

/** Every zone that this machine knows, by name; UTC too. */
export const zones = (): string[] => [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].sort();
