import { expect, test } from 'vitest';
import { describeOnEachEngine } from '../db/testing.ts';
import { keyed } from '../results-fixture.ts';
import { attendanceOf } from './attendance.ts';
import { answering, gave, liveRoom } from './fixture.ts';

describeOnEachEngine('who is in the figures of a session', (open) => {
  test('and who gave nothing is not who was taken out, whose answers are kept', async () => {
    const { db } = await open();
    const here = await liveRoom(db, ['quiet heron', 'brave otter', 'calm lake', 'late owl']);
    const [part] = here.parts;
    expect(await attendanceOf(db, await here.now())).toEqual({
      ...{ answered: 0, missed: ['brave otter', 'calm lake', 'late owl', 'quiet heron'], out: [] }
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
      answered: 1,
      missed: ['calm lake'],
      out: [
        { name: 'brave otter', answers: 2 },
        { name: 'late owl', answers: 0 }
      ]
    });
  });

  test('and who answered what stands in for a step has answered', async () => {
    const { db } = await open();
    const here = await liveRoom(db, ['quiet heron'], ['khojaly/sort-letter-2022']);
    await here.clicks({ do: 'go', to: 0 }, ...answering(here.parts[0]!));
    await gave(here, 'quiet heron', 1, keyed, { standIn: true });
    expect(await attendanceOf(db, await here.now())).toEqual({ answered: 1, missed: [], out: [] });
  });
});
