import { expect, test } from 'vitest';
import { describeOnEachEngine } from '../db/testing.ts';
import { keyed, off } from '../results-fixture.ts';
import { answering, gave, liveRoom } from './fixture.ts';
import { reportOf } from './report.ts';

describeOnEachEngine('the report of a session', (open) => {
  test('has first and second answers, agreement, and what to take up again', async () => {
    const { db } = await open();
    const here = await liveRoom(db, ['quiet heron', 'brave otter', 'calm lake', 'late owl']);
    const [part] = here.parts;
    await here.clicks({ do: 'go', to: 0 }, ...answering(part!));
    await gave(here, 'quiet heron', 1, off(3));
    await gave(here, 'brave otter', 1, off(2));
    await gave(here, 'calm lake', 1, keyed);
    await here.clicks({ do: 'show', part: part! }, ...answering(part!, 2));
    await gave(here, 'quiet heron', 2, off(1));
    await gave(here, 'brave otter', 2, off(1));
    await here.clicks({ do: 'reveal', part: part! });

    const [step, ...more] = await reportOf(db, await here.now());
    // A step that was never opened is none of it.
    expect(more).toEqual([]);
    expect(step).toMatchObject({ number: 1, phase: 'revealed', changed: { of: 2, count: 2 }, instead: 0 });
    // Who keeps their answer and waits is in both.
    expect(step).toMatchObject({ kept: 1 });
    expect([step!.first.of, step!.second?.of]).toEqual([3, 3]);
    const [labels] = step!.agreement;
    expect(labels!.second!.alike).toBeGreaterThan(labels!.first!.alike);
    const scored = step!.rows.filter(({ first }) => first !== null);
    expect(scored[0]!.second).toBeCloseTo(1 / 3);
    expect(scored.at(-1)).toMatchObject({ first: 1, second: 1 });
    expect(step!.takeUp.map(({ item }) => item.id)).toEqual([scored[0]!.item.id]);
    // What was given the first time alone has its name as well.
    for (const { id, readings } of step!.first.units)
      for (const { given } of readings) expect(step!.names[id]![given]).toMatch(/^[A-Z]/);
  });

  test('leaves out who was taken out, and counts what stands in for an exercise apart', async () => {
    const { db } = await open();
    const here = await liveRoom(
      db,
      ['quiet heron', 'brave otter', 'calm lake'],
      ['khojaly/sort-letter-2022']
    );
    const [part] = here.parts;
    await here.clicks({ do: 'go', to: 0 }, ...answering(part!));
    await gave(here, 'quiet heron', 1, keyed);
    await gave(here, 'brave otter', 1, keyed);
    await gave(here, 'calm lake', 1, keyed);
    await gave(here, 'calm lake', 1, keyed, { standIn: true });
    await here.clicks({ do: 'out', learner: here.learners['brave otter']! });
    const [step] = await reportOf(db, await here.now());
    expect(step).toMatchObject({ second: null, instead: 1, changed: { of: 0, count: 0 } });
    expect(step!.first.of).toBe(1);
  });
});
