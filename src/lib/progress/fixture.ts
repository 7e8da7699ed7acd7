import type { Attempt, ExerciseRecord } from './schema.ts';
import type { Area } from './store.ts';

/** For the tests: a storage of a given size, and records. */
export function fakeArea(room = 5_000_000): Area & { keys(): string[]; readonly used: number } {
  const map = new Map<string, string>();
  const used = () => [...map].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  return {
    get length() {
      return map.size;
    },
    get used() {
      return used();
    },
    keys: () => [...map.keys()],
    key: (i) => [...map.keys()][i] ?? null,
    getItem: (key) => map.get(key) ?? null,
    removeItem: (key) => void map.delete(key),
    setItem(key, value) {
      const old = map.get(key);
      map.set(key, value);
      if (used() <= room) return;
      if (old === undefined) map.delete(key);
      else map.set(key, old);
      throw new DOMException('full', 'QuotaExceededError');
    }
  };
}

export function attempt(change: Partial<Attempt> & { score?: number } = {}): Attempt {
  const { score = 0.5, ...rest } = change;
  return {
    version: 'v1',
    at: 10,
    answer: { mode: 'sort', labels: {}, sure: {} },
    summary: { score, answered: { given: 3, of: 6 }, detection: null, calibration: null },
    ...rest
  };
}

export function record(change: Partial<ExerciseRecord> = {}): ExerciseRecord {
  return {
    version: 'v1',
    at: 20,
    answer: { mode: 'sort', labels: { 'a#s01': 'states' }, sure: {} },
    checked: false,
    attempts: 1,
    first: attempt(),
    latest: attempt(),
    ...change
  };
}
