import { expect, test } from 'vitest';
import { describeOnEachEngine } from './db/testing.ts';
import { assignmentOf } from './assignments.ts';
import { workOver } from './learner-work.ts';
import { does, keyed, MARK, off, room, SORT } from './results-fixture.ts';
import { assign, T } from './works-fixture.ts';

describeOnEachEngine('one learner over all assignments', (open) => {
  test('has a line for each, with what counts, what came late, and the mark', async () => {
    const { db } = await open();
    const here = await room(db, ['quiet heron', 'calm lake'], [SORT], { due: T + 2000, attempts: 2 });
    await does(here, 'quiet heron', [keyed], { now: T + 3000 });
    await does(here, 'calm lake', [off(99)]);
    const { classId } = here.assignment;
    const more = async (change: Parameters<typeof assign>[2], steps = [SORT]) =>
      assignmentOf(db, classId, await assign(db, classId, change, steps));
    const running = await more({}, [SORT, MARK]);
    await does({ ...here, assignment: running }, 'quiet heron', [keyed, null], { handsIn: false });
    const ahead = await more({ opens: T + 90_000 });
    const missed = await more({ closes: T + 4000 });

    const whose = (name: string) => ({ classId, learnerId: here.learners[name]! });
    const work = await workOver(db, whose('quiet heron'), T + 5000);
    const line = (id: string) => work.find((one) => one.id === id);
    expect(work).toHaveLength(4);
    expect(line(here.assignment.id)).toMatchObject({
      ...{ due: T + 2000, begun: true, running: false, mark: 100 },
      counts: { number: 1, of: 1, handedInAt: T + 3000, byTime: false, late: true }
    });
    expect(line(running.id)).toMatchObject({ begun: true, running: true, counts: null, mark: null });
    expect(line(ahead.id)).toMatchObject({ phase: 'not-yet', begun: false, opens: T + 90_000, mark: null });
    expect(line(missed.id)).toMatchObject({ phase: 'closed', begun: false, counts: null });

    const [other] = (await workOver(db, whose('calm lake'), T + 5000)).filter(({ counts }) => counts);
    expect(other).toMatchObject({ id: here.assignment.id, counts: { late: false } });
    expect(other!.mark).toBeLessThan(100);
  });
});
