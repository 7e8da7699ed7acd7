import { setImmediate } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { Sets } from './sets.ts';

const several = (count: number) => Array.from({ length: count }, (_, n) => n);

describe('jobs that are asked for at the same time', () => {
  test('are done in sets, and each gets what became of it', async () => {
    const sets: number[][] = [];
    const jobs = new Sets<number, string>((asked) => {
      sets.push([...asked]);
      return Promise.resolve(asked.map((job) => `done ${job}`));
    });
    const done = await Promise.all(several(130).map((job) => jobs.add(job)));
    expect(done).toEqual(several(130).map((job) => `done ${job}`));
    expect(sets).toHaveLength(2);
    expect(sets.flat()).toEqual(several(130));
  });

  test('that come while a set is being done make the next one', async () => {
    const sets: number[][] = [];
    let late: Promise<number> | undefined;
    const jobs = new Sets<number, number>((asked) => {
      sets.push([...asked]);
      late ??= jobs.add(7);
      return Promise.resolve(asked);
    });
    await Promise.all([jobs.add(1), jobs.add(2)]);
    await late;
    expect(sets).toEqual([[1, 2], [7]]);
  });

  test('are done in several sets side by side where many wait, each once, and in no more than are allowed', async () => {
    const sets: number[][] = [];
    const ends: (() => void)[] = [];
    let most = 0;
    let rested = 0;
    const jobs = new Sets<number, number>(
      async (asked) => {
        sets.push([...asked]);
        await new Promise<void>((end) => {
          most = Math.max(most, ends.push(end));
        });
        return asked;
      },
      { beside: 3, rests: () => rested++ }
    );
    const done = Promise.all(several(500).map((job) => jobs.add(job)));
    await vi.waitFor(() => expect(ends).toHaveLength(3));
    let waits = true;
    void done.then(() => (waits = false));
    while (waits) {
      ends.pop()?.();
      await setImmediate();
    }
    expect(await done).toEqual(several(500));
    expect(most).toBe(3);
    expect(sets.flat().sort((a, b) => a - b)).toEqual(several(500));
    await vi.waitFor(() => expect(rested).toBe(1));
  });

  test('are done in one set after the other where few wait', async () => {
    let running = 0;
    const jobs = new Sets<number, number>(
      async (asked) => {
        expect(++running).toBe(1);
        await setImmediate();
        running--;
        return asked;
      },
      { beside: 3 }
    );
    await Promise.all(several(30).map((job) => setImmediate().then(() => jobs.add(job))));
  });

  test('are done one by one where a set fails, and the one that fails alone hears of it', async () => {
    const jobs = new Sets<number, number>((asked) =>
      asked.includes(3) ? Promise.reject(new Error(`no ${asked.length}`)) : Promise.resolve(asked)
    );
    const outcomes = await Promise.allSettled(several(6).map((job) => jobs.add(job)));
    expect(outcomes.map(({ status }) => status)).toEqual(
      several(6).map((job) => (job === 3 ? 'rejected' : 'fulfilled'))
    );
    expect(outcomes[3]).toMatchObject({ reason: new Error('no 1') });
  });

  test('are given up where two in a row fail: it is no matter of one of them', async () => {
    let asked = 0;
    const jobs = new Sets<number, number>(() => Promise.reject(new Error(`gone ${asked++}`)));
    const outcomes = await Promise.allSettled(several(50).map((job) => jobs.add(job)));
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect(asked).toBe(3);
  });

  test('are told when they are done again', async () => {
    const seen: [number, boolean][] = [];
    const jobs = new Sets<number, number>((asked, again) => {
      seen.push([asked.length, again]);
      return again ? Promise.resolve(asked) : Promise.reject(new Error('no'));
    });
    expect(await Promise.all([jobs.add(1), jobs.add(2)])).toEqual([1, 2]);
    expect(seen).toEqual([
      [2, false],
      [1, true],
      [1, true]
    ]);
  });

  test('are heard of when their set is done, and not before; then it rests', async () => {
    const said: string[] = [];
    const jobs = new Sets<number, number>(
      async (asked) => {
        for (const job of asked) said.push(await Promise.resolve(`does ${job}`));
        return asked;
      },
      { rests: () => said.push('rests') }
    );
    await Promise.all(several(2).map((job) => jobs.add(job).then(() => said.push(`hears ${job}`))));
    await jobs.add(2);
    expect(said.filter((each) => each !== 'rests')).toEqual([
      ...['does 0', 'does 1', 'hears 0', 'hears 1', 'does 2']
    ]);
    expect(said).toContain('rests');
  });
});
