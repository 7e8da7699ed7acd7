import { FORMAT, migrate } from './migrations.ts';
import { rootOf } from './own.ts';
import type { ExerciseRecord, LessonRecord, Settings, UnsentRecord, WrittenRecord } from './schema.ts';

/**
 * The learner's records in the browser's storage, one a key: `whose-words/1/exercise/<pack>/<slug>`. Everything
 * here is synchronous, so that an answer is saved before the next event. Each record carries a checksum: what
 * this code wrote itself is trusted without loading the schemas; anything else waits for `mend.ts`, and until that
 * has decided, nothing is written over it.
 */

export interface Records {
  exercise: ExerciseRecord;
  lesson: LessonRecord;
  settings: Settings;
  unsent: UnsentRecord;
  written: WrittenRecord;
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

/** Settings are the same for every copy of the site in an origin: `src/app.html` reads them before any script. */
const SETTINGS = /^whose-words\/(\d+)\/settings$/;
/** What stands at the top of an origin for every copy of the site: the settings, and that the book face has come. */
const COMMON = /^whose-words\/(\d+\/settings|font)$/;
/** The longest record that is read: a hundred times what the longest exercise needs. */
const LONGEST = 1_000_000;

const ASIDE = 'It is set aside, not lost: you can download it under Results.';
const NO_ROOM = 'There is no room to set it aside, so it stays where it is: free some, and reload the page.';

type Opened =
  { is: 'whole'; data: unknown } | { is: 'foreign'; data: unknown } | { is: 'damaged'; why: string };

export class Store {
  readonly #area: Area | null;
  readonly #now: () => number;
  readonly #tell: (message: string) => void;
  readonly #root: string;
  /** What was last found whole, by key: it need not be looked at again before it is written over. */
  readonly #whole = new Map<string, string>();

  /**
   * @param area where to keep records; `null` where the browser gives no storage
   * @param root what the keys begin with
   */
  constructor(
    area: Area | null,
    now: () => number,
    tell: (message: string) => void,
    root: string = rootOf('')
  ) {
    this.#area = area;
    this.#now = now;
    this.#tell = tell;
    this.#root = root;
    this.#upgrade();
  }

  get available(): boolean {
    return this.#area !== null;
  }

  keyOf(kind: Kind, name: string): string {
    const root = kind === 'settings' ? rootOf('') : this.#root;
    return `${root}${FORMAT}/${kind}${name && `/${name}`}`;
  }

  /** The record, or `null` where there is none that can be used. What is damaged is set aside. */
  read<K extends Kind>(kind: K, name: string): Records[K] | null {
    const key = this.keyOf(kind, name);
    const raw = this.#get(key);
    if (raw === null) return null;
    const opened = open(raw);
    if (opened.is === 'damaged') this.setAside(key, opened.why);
    if (opened.is === 'whole') this.#whole.set(key, raw);
    return opened.is === 'whole' ? (opened.data as Records[K]) : null;
  }

  /** Writes a record, unless what stands there still has to be looked at. @returns whether it is kept */
  write<K extends Kind>(kind: K, name: string, data: Records[K]): boolean {
    if (this.waits(kind, name)) return false;
    const key = this.keyOf(kind, name);
    const raw = seal(data);
    const kept = this.#set(key, raw);
    if (kept) this.#whole.set(key, raw);
    return kept;
  }

  /** Removes a record that is not needed any more. */
  drop(kind: Kind, name: string): void {
    this.#remove(this.keyOf(kind, name));
  }

  /** Whether something stands here that cannot be read yet, and found no room to be set aside. */
  waits(kind: Kind, name: string): boolean {
    const key = this.keyOf(kind, name);
    const raw = this.#get(key);
    if (raw === null || raw === this.#whole.get(key)) return false;
    const opened = open(raw);
    return opened.is === 'foreign' || (opened.is === 'damaged' && !this.setAside(key, opened.why));
  }

  /** The names of all records of a kind. */
  names(kind: Kind): string[] {
    const start = `${this.keyOf(kind, '')}/`;
    return this.#keys().flatMap((key) => (key.startsWith(start) ? [key.slice(start.length)] : []));
  }

  /** Records that parse and do not come from here: `mend` decides about them. */
  foreign(): { key: string; kind: string; data: unknown }[] {
    return this.#keys().flatMap((key) => {
      const { format, kind } = this.#parts(key) ?? {};
      const raw = kind && format === FORMAT ? this.#get(key) : null;
      if (!kind || raw === null) return [];
      const opened = open(raw);
      return opened.is === 'foreign' ? [{ key, kind, data: opened.data }] : [];
    });
  }

  /** Takes a foreign record that proved sound. */
  adopt(key: string, data: unknown): void {
    this.#set(key, seal(data));
  }

  /**
   * Moves what stands under `key` out of the way, and says so. It can be downloaded from the results page.
   * @returns whether it was moved; if not, it stands where it stood
   */
  setAside(key: string, why: string): boolean {
    const raw = this.#get(key);
    return raw === null || this.#move(key, raw, why, null);
  }

  /** Sets aside what stands there, and writes `data` in its place: both, or neither. */
  replace<K extends Kind>(kind: K, name: string, data: Records[K], why: string): boolean {
    const key = this.keyOf(kind, name);
    const raw = this.#get(key);
    return raw === null ? this.write(kind, name, data) : this.#move(key, raw, why, seal(data));
  }

  /** Keeps aside what came from elsewhere and cannot be used. @returns whether it is kept */
  keepAside(kind: Kind, name: string, raw: string, why: string): boolean {
    const key = this.keyOf(kind, name);
    const kept = this.#set(this.#asideName(key), this.#aside(key, raw, why));
    this.#tell(kept ? `${why} ${ASIDE}` : `${why} ${NO_ROOM}`);
    return kept;
  }

  #move(key: string, raw: string, why: string, next: string | null): boolean {
    const name = this.#asideName(key);
    const aside = this.#aside(key, raw, why);
    const put = () => {
      if (!this.#set(name, aside)) return false;
      if (next !== null) return this.#set(key, next);
      this.#remove(key);
      return true;
    };
    const moved =
      put() ||
      // Where there is no room for both, the one makes room for the other; but not where nothing can be written.
      (this.#set(key, raw) && (this.#remove(key), put()));
    if (!moved) {
      this.#remove(name);
      if (this.#get(key) === null) this.#set(key, raw);
    }
    this.#tell(moved ? `${why} ${ASIDE}` : `${why} ${NO_ROOM}`);
    return moved;
  }

  #aside(of: string, raw: string, why: string): string {
    return JSON.stringify({ of, why, at: this.#now(), raw });
  }

  #asideName(key: string): string {
    let name = `${this.#root}aside/${this.#now()}/${key.replace(this.#root, '')}`;
    while (this.#get(name) !== null) name += '+';
    return name;
  }

  asides(): Aside[] {
    return this.#keys()
      .filter((key) => key.startsWith(`${this.#root}aside/`))
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

  /** Removes what was set aside of keys that begin so. */
  dropAsides(start: string): void {
    for (const { key, of } of this.asides()) if (of.startsWith(start)) this.#remove(key);
  }

  /** Erases everything, also what was set aside. */
  erase(): void {
    for (const key of this.#keys()) this.#remove(key);
  }

  /** Brings records of earlier formats to the present one. */
  #upgrade(): void {
    for (const key of this.#keys()) {
      const { format, kind, rest } = this.#parts(key) ?? {};
      if (format === undefined || !kind || format >= FORMAT) continue;
      const raw = this.#get(key) ?? '';
      const opened = open(raw);
      const data = opened.is === 'damaged' ? undefined : migrate(kind, opened.data, format);
      const root = kind === 'settings' ? rootOf('') : this.#root;
      if (data === undefined) this.setAside(key, 'A record of an earlier version cannot be read any more.');
      else if (this.#set(`${root}${FORMAT}/${rest}`, seal(data))) this.#remove(key);
    }
  }

  /** What the key of a record says; `null` for other keys. */
  #parts(key: string): { format: number; kind: string; rest: string } | null {
    const inner = SETTINGS.test(key) ? key.slice(rootOf('').length) : key.slice(this.#root.length);
    const [, format, rest, kind] = /^(\d+)\/(([a-z]+).*)$/.exec(inner) ?? [];
    return rest && kind ? { format: Number(format), kind, rest } : null;
  }

  #keys(): string[] {
    const area = this.#area;
    if (!area) return [];
    return Array.from({ length: area.length }, (_, i) => area.key(i)).filter(
      (key): key is string => key !== null && (key.startsWith(this.#root) || COMMON.test(key))
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
