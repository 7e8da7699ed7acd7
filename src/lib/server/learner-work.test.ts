import { expect, test } from 'vitest';
import { describeOnEachEngine } from './db/testing.ts';
import { assignmentOf } from './assignments.ts';
import { marksBySkill, workOver } from './learner-work.ts';
import { comment, override } from './mark-changes.ts';
import { does, keyed, MARK, off, room, SORT, TEACHER } from './results-fixture.ts';
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

  test('has the points of each exercise, what was said of them, and what they come to by skill', async () => {
    const { db } = await open();
    const here = await room(db, ['quiet heron']);
    const work = await does(here, 'quiet heron', [keyed, null]);
    const { classId, id, title, parts } = here.assignment;
    const learnerId = here.learners['quiet heron']!;
    const [sort, mark] = parts.map((part, i) => ({ id: part.id, number: i + 1 }));
    const concerning = { classId, assignment: { id, title }, learnerId, by: TEACHER, now: T + 2000 };
    await override(db, concerning, { work, part: mark!, points: 40, reason: 'Told me aloud.' });
    await comment(db, concerning, { work, part: null, words: 'All in all.' });
    const later = { ...concerning, now: T + 3000 };
    await comment(db, later, { work, part: sort!.id, words: 'Look at 4.' });

    const found = await workOver(db, { classId, learnerId }, T + 5000);
    const [line] = found;
    expect(line).toMatchObject({ mark: 70 });
    expect(line!.parts).toMatchObject([
      { number: 1, skill: 'voice', points: 100, answered: true, changed: false },
      { number: 2, points: 40, answered: false, changed: true }
    ]);
    expect(line!.said).toMatchObject([
      { words: 'All in all.', about: null, at: T + 2000 },
      { words: 'Look at 4.', about: 1 }
    ]);
    const { skill } = line!.parts[1]!;
    expect(marksBySkill(found, ['framing', 'voice', skill])).toEqual([
      { skill: 'voice', points: 100, of: 1 },
      { skill, points: 40, of: 1 }
    ]);
  });
});
