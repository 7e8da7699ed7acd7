import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakeArea } from '../src/lib/progress/fixture.ts';
import { mend } from '../src/lib/progress/mend.ts';
import { KINDS } from '../src/lib/progress/schema.ts';
import { Store } from '../src/lib/progress/store.ts';

/**
 * What browsers have stored, byte for byte, and go on bringing to every later version of the site. Files are added
 * here when the shape of a record changes, and none is ever changed or taken away.
 */
const folder = resolve(import.meta.dirname, 'frozen');
const files = readdirSync(folder).filter((name) => name.startsWith('records-'));

describe.each(files)('What was once stored (%s)', (file) => {
  const stored = JSON.parse(readFileSync(resolve(folder, file), 'utf8')) as Record<string, string>;
  const names = Object.keys(stored).map((key) => /^whose-words\/\d+\/(exercise|lesson)\/(.+)$/.exec(key)!);

  test.each(names.map(([, kind, name]) => [`${kind} ${name}`, kind as 'exercise' | 'lesson', name!]))(
    'is read for ever: %s',
    (_, kind, name) => {
      const area = fakeArea();
      for (const [key, raw] of Object.entries(stored)) area.setItem(key, raw);
      const store = new Store(area, Date.now, () => {});
      const whole = store.read(kind, name);
      expect(KINDS[kind].parse(whole)).toEqual(whole);
      expect(store.asides()).toEqual([]);
    }
  );

  test.each(Object.entries(stored))('is taken also where its sum is not ours: %s', (key, raw) => {
    const area = fakeArea();
    area.setItem(key, JSON.stringify({ ...(JSON.parse(raw) as object), sum: 'another' }));
    const store = new Store(area, Date.now, () => {});
    mend(store);
    expect(store.asides()).toEqual([]);
    expect(store.foreign()).toEqual([]);
  });
});

test('the frozen records are there', () => expect(files.length).toBeGreaterThan(0));
