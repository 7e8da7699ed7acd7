import { expect, test } from 'vitest';
import { describeOnEachEngine } from '../db/testing.ts';
import { keyed } from '../results-fixture.ts';
import { attendanceOf } from './attendance.ts';
import { answering, gave, liveRoom, T, type LiveRoom } from './fixture.ts';
import { takeSeat } from './seats.ts';
import { livesOf } from './sessions.ts';

const pupil = ({ learners }: LiveRoom, name: string) => ({ id: learners[name]!, name, later: false });

describeOnEachEngine('who is in the figures of a session', (open) => {
  test('and who gave nothing is not who was taken out, whose answers are kept', async () => {
    const { db } = await open();
    const here = await liveRoom(db, ['quiet heron', 'brave otter', 'calm lake', 'late owl']);
    const [part] = here.parts;
    expect(await attendanceOf(db, await here.now())).toEqual({
      ...{ came: 0, answered: 0, absent: 4, later: 0, runs: true },
      ...{ missed: [], out: [] }
    });
    await here.clicks({ do: 'go', to: 0 }, ...answering(part!));
    await gave(here, 'quiet heron', 1, keyed);
    await gave(here, 'brave otter', 1, keyed);
    await here.clicks({ do: 'show', part: part! }, ...answering(part!, 2));
    await gave(here, 'brave otter', 2, keyed);
    await here.clicks(
      { do: 'out', learner: here.learners['brave otter']! },
      { do: 'out', learner: here.learners['late owl']! }
    );
    expect(await attendanceOf(db, await here.now())).toEqual({
      ...{ came: 1, answered: 1, absent: 1, later: 0, runs: true },
      missed: [{ steps: [1], all: true, learners: [pupil(here, 'calm lake')] }],
      out: [
        { name: 'brave otter', answers: 2 },
        { name: 'late owl', answers: 0 }
      ]
    });
    // The class's page says the same, whether those who were taken out had come in or not.
    expect(await livesOf(db, here.classId, T)).toMatchObject([{ seats: 1 }]);
  });

  test('and who answered what stands in for a step has answered', async () => {
    const { db } = await open();
    const here = await liveRoom(db, ['quiet heron'], ['khojaly/sort-letter-2022']);
    await here.clicks({ do: 'go', to: 0 }, ...answering(here.parts[0]!));
    await gave(here, 'quiet heron', 1, keyed, { standIn: true });
    expect(await attendanceOf(db, await here.now())).toEqual({
      ...{ came: 1, answered: 1, absent: 0, later: 0, runs: true },
      ...{ missed: [], out: [] }
    });
  });

  test('and a step that nobody answered was missed by nobody', async () => {
    const { db } = await open();
    const here = await liveRoom(db, ['quiet heron', 'brave otter']);
    const [one, two] = here.parts;
    await here.clicks({ do: 'go', to: 0 }, ...answering(one!));
    await gave(here, 'quiet heron', 1, keyed);
    await gave(here, 'brave otter', 1, keyed);
    await here.clicks({ do: 'go', to: 1 }, ...answering(two!), { do: 'end' });
    expect((await attendanceOf(db, await here.now())).missed).toEqual([]);
  });

  test('and who missed a step, came and gave nothing, or joined when it was over, is told apart', async () => {
    const { db } = await open();
    const names = ['quiet heron', 'brave otter', 'calm lake', 'late owl', 'far finch'];
    const here = await liveRoom(db, names);
    const [one, two] = here.parts;
    await here.clicks({ do: 'go', to: 0 }, ...answering(one!));
    await gave(here, 'quiet heron', 1, keyed);
    await gave(here, 'brave otter', 1, keyed);
    await takeSeat(db, await here.now(), here.learners['calm lake']!, T);
    const missed = async () => (await attendanceOf(db, await here.now())).missed;
    const nothing = ['calm lake', 'far finch', 'late owl'].map((name) => pupil(here, name));
    expect(await missed()).toEqual([{ steps: [1], all: true, learners: nothing }]);
    await here.clicks({ do: 'go', to: 1 }, { do: 'open', part: two!, minutes: null });
    await gave(here, 'quiet heron', 1, keyed, { step: 1 });
    // Whoever has not answered may still do so.
    expect(await missed()).toEqual([{ steps: [1], all: true, learners: nothing }]);
    await here.clicks({ do: 'close', part: two! });
    const some = { steps: [2], all: false, learners: [pupil(here, 'brave otter')] };
    expect(await missed()).toEqual([{ steps: [1, 2], all: true, learners: nothing }, some]);
    await here.clicks({ do: 'end' });
    await db
      .updateTable('learner')
      .set({ claimed_at: T + 1 })
      .where('name', '=', 'late owl')
      .execute();
    const later = nothing.map((one) => ({ ...one, later: one.name === 'late owl' }));
    expect(await attendanceOf(db, await here.now())).toEqual({
      ...{ came: 3, answered: 2, absent: 1, later: 1, runs: false },
      missed: [{ steps: [1, 2], all: true, learners: later }, some],
      out: []
    });
  });

  test('and who missed the same steps is together, in the order of the steps', async () => {
    const { db } = await open();
    const names = ['quiet heron', 'brave otter', 'calm lake', 'wild tern', 'far finch'];
    const steps = ['warm-up/sort-careful', 'warm-up/mark-careful', 'warm-up/sort-careless'];
    const here = await liveRoom(db, names, steps);
    const given = [
      ['quiet heron', 'wild tern'],
      ['brave otter', 'quiet heron', 'far finch'],
      ['quiet heron', 'calm lake']
    ];
    for (const [step, who] of given.entries()) {
      await here.clicks({ do: 'go', to: step }, { do: 'open', part: here.parts[step]!, minutes: null });
      for (const name of who) await gave(here, name, 1, keyed, { step });
      await here.clicks({ do: 'close', part: here.parts[step]! });
    }
    await here.clicks({ do: 'end' });
    const { missed } = await attendanceOf(db, await here.now());
    expect(missed.map(({ steps, learners }) => ({ steps, who: learners.map(({ name }) => name) }))).toEqual([
      { steps: [1, 2], who: ['calm lake'] },
      { steps: [1, 3], who: ['brave otter', 'far finch'] },
      { steps: [2, 3], who: ['wild tern'] }
    ]);
  });
});
