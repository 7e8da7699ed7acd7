import { FORMAT, migrate } from './migrations.ts';
import type { ExerciseRecord, LessonRecord, Settings } from './schema.ts';

/**
 * The learner's records in the browser's storage, one a key: `whose-words/1/exercise/<pack>/<slug>`. Everything
 * here is synchronous, so that an answer is saved before the next event. Each record carries a checksum: what
 * this code wrote itself is trusted without loading the schemas; anything else waits for `mend.ts`.
 */

export interface Records {
  exercise: ExerciseRecord;
  lesson: LessonRecord;
  settings: Settings;
}
export type Kind = keyof Records;

/** What is needed of `localStorage`. */
export type Area = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Something that could not be used and was not thrown away. */
export interface Aside {
  key: string;
  /** The key it stood under. */
  of: string;
  why: string;
  at: number;
  raw: string;
}

const ROOT = 'whose-words/';
const ASIDE = `${ROOT}aside/`;
/** The longest record that is read: a hundred times what the longest exercise needs. */
const LONGEST = 1_000_000;

type Opened =
  { is: 'whole'; data: unknown } | { is: 'foreign'; data: unknown } | { is: 'damaged'; why: string };

export class Store {
  readonly #area: Area | null;
  readonly #now: () => number;
  readonly #tell: (message: string) => void;

  /** @param area where to keep records; `null` where the browser gives no storage */
  constructor(area: Area | null, now: () => number, tell: (message: string) => void) {
    this.#area = area;
    this.#now = now;
    this.#tell = tell;
    this.#upgrade();
  }

  get available(): boolean {
    return this.#area !== null;
  }

  keyOf(kind: Kind, name: string): string {
    return `${ROOT}${FORMAT}/${kind}${name && `/${name}`}`;
  }

  /** The record, or `null` where there is none that can be used. What is damaged is set aside. */
  read<K extends Kind>(kind: K, name: string): Records[K] | null {
    const key = this.keyOf(kind, name);
    const raw = this.#get(key);
    if (raw === null) return null;
    const opened = open(raw);
    if (opened.is === 'damaged') this.setAside(key, opened.why);
    return opened.is === 'whole' ? (opened.data as Records[K]) : null;
  }

  /** Writes a record. @returns whether it is kept */
  write<K extends Kind>(kind: K, name: string, data: Records[K]): boolean {
    return this.#set(this.keyOf(kind, name), seal(data));
  }

  /** The names of all records of a kind. */
  names(kind: Kind): string[] {
    const start = `${this.keyOf(kind, '')}/`;
    return this.#keys().flatMap((key) => (key.startsWith(start) ? [key.slice(start.length)] : []));
  }

  /** Records that parse and do not come from here: `mend` decides about them. */
  foreign(): { key: string; kind: string; data: unknown }[] {
    return this.#keys().flatMap((key) => {
      const kind = new RegExp(`^${ROOT}${FORMAT}/([a-z]+)`).exec(key)?.[1];
      const raw = kind ? this.#get(key) : null;
      if (!kind || raw === null) return [];
      const opened = open(raw);
      return opened.is === 'foreign' ? [{ key, kind, data: opened.data }] : [];
    });
  }

  /** Takes a foreign record that proved sound. */
  adopt(key: string, data: unknown): void {
    this.#set(key, seal(data));
  }

  /** Moves what stands under `key` out of the way, and says so. It can be downloaded from the results page. */
  setAside(key: string, why: string): void {
    const raw = this.#get(key);
    if (raw === null) return;
    const aside = JSON.stringify({ of: key, why, at: this.#now(), raw });
    let name = `${ASIDE}${this.#now()}/${key.slice(ROOT.length)}`;
    while (this.#get(name) !== null) name += '+';
    const moved =
      this.#set(name, aside) ||
      // Where there is no room for both, the one makes room for the other.
      (this.#remove(key), this.#set(name, aside));
    if (!moved) {
      this.#set(key, raw);
      this.#tell(`${why} There is no room to set it aside: free some, and reload the page.`);
      return;
    }
    this.#remove(key);
    this.#tell(`${why} It is set aside, not lost: you can download it under Results.`);
  }

  asides(): Aside[] {
    return this.#keys()
      .filter((key) => key.startsWith(ASIDE))
      .sort()
      .flatMap((key) => {
        const raw = this.#get(key) ?? '';
        try {
          const { of, why, at, raw: inner } = JSON.parse(raw) as Omit<Aside, 'key'>;
          return [{ key, of: String(of), why: String(why), at: Number(at), raw: String(inner) }];
        } catch {
          return [{ key, of: key, why: 'It cannot be read.', at: 0, raw }];
        }
      });
  }

  /** Erases everything, also what was set aside. */
  erase(): void {
    for (const key of this.#keys()) this.#remove(key);
  }

  /** Brings records of earlier formats to the present one. */
  #upgrade(): void {
    for (const key of this.#keys()) {
      const old = new RegExp(`^${ROOT}(\\d+)/(([a-z]+).*)$`).exec(key);
      const from = Number(old?.[1]);
      if (!old || from >= FORMAT) continue;
      const raw = this.#get(key) ?? '';
      const opened = open(raw);
      const data = opened.is === 'damaged' ? undefined : migrate(old[3]!, opened.data, from);
      if (data === undefined) this.setAside(key, 'A record of an earlier version cannot be read any more.');
      else if (this.#set(`${ROOT}${FORMAT}/${old[2]}`, seal(data))) this.#remove(key);
    }
  }

  #keys(): string[] {
    const area = this.#area;
    if (!area) return [];
    return Array.from({ length: area.length }, (_, i) => area.key(i)).filter(
      (key): key is string => key !== null && key.startsWith(ROOT)
    );
  }

  #get(key: string): string | null {
    return this.#area?.getItem(key) ?? null;
  }

  #set(key: string, value: string): boolean {
    try {
      this.#area?.setItem(key, value);
      return this.#area !== null;
    } catch {
      // No room, or the browser has taken the storage away.
      return false;
    }
  }

  #remove(key: string): void {
    this.#area?.removeItem(key);
  }
}

/** A record as it is stored. */
export function seal(data: unknown): string {
  const text = JSON.stringify(data);
  return `{"format":${FORMAT},"sum":"${checksum(text)}","data":${text}}`;
}

function open(raw: string): Opened {
  if (raw.length > LONGEST) return { is: 'damaged', why: 'A stored answer was far too large to be one.' };
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return { is: 'damaged', why: 'A stored answer was damaged.' };
  }
  if (typeof value !== 'object' || value === null || !('data' in value))
    return { is: 'damaged', why: 'A stored answer was damaged.' };
  const { data } = value;
  const sum = 'sum' in value ? value.sum : null;
  return { is: sum === checksum(JSON.stringify(data)) ? 'whole' : 'foreign', data };
}

/** FNV-1a over UTF-16 units, in two lanes: tells damage, not malice. */
function checksum(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x1000193;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36);
}
