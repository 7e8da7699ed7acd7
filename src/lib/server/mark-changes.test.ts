import { expect, test } from 'vitest';
import { describeOnEachEngine } from './db/testing.ts';
import { commentsOn, pastMarks, seenAnswer } from './learner-results.ts';
import {
  comment,
  override,
  Points,
  propose,
  takeBackComment,
  takeBackReading,
  workOf
} from './mark-changes.ts';
import { resultsOf } from './marks.ts';
import { does, off, room, SORT, TEACHER } from './results-fixture.ts';
import { noteSeen } from './seen.ts';
import { T } from './works-fixture.ts';

const now = T + 9000;

describeOnEachEngine('what instructors change', (open) => {
  async function seated() {
    const { db } = await open();
    const here = await room(db, ['quiet heron', 'brave otter'], [SORT]);
    const work = await does(here, 'quiet heron', [off(1)]);
    const { assignment } = here;
    const learnerId = here.learners['quiet heron']!;
    const concerning = { classId: assignment.classId, assignment, learnerId, by: TEACHER, now };
    const part = { id: assignment.parts[0]!.id, number: 1 };
    const mark = async () => {
      const { learners } = await resultsOf(db, assignment, now);
      return learners.find(({ id }) => id === learnerId)!.mark;
    };
    return { db, here, work, concerning, part, mark };
  }

  test('own points take the place of the check’s, and everything before stays as history', async () => {
    const { db, work, concerning, part, mark } = await seated();
    const checked = await mark();
    await override(db, concerning, { work, part, points: 80, reason: 'It was said so in class.' });
    await override(
      db,
      { ...concerning, now: now + 1 },
      { work, part, points: 85.5, reason: 'A slip of mine.' }
    );
    expect(await mark()).toBe(85.5);
    await override(
      db,
      { ...concerning, now: now + 2 },
      { work, part, points: null, reason: 'The check was right.' }
    );
    expect(await mark()).toBe(checked);
    expect((await pastMarks(db, work)).map(({ points, words, by }) => [points, words, by])).toEqual([
      [null, 'The check was right.', 'an account that is gone'],
      [85.5, 'A slip of mine.', 'an account that is gone'],
      [80, 'It was said so in class.', 'an account that is gone'],
      [null, 'Handed in.', 'the check']
    ]);
    expect(
      await db.selectFrom('audit').select('about').where('what', '=', 'mark-changed').execute()
    ).toHaveLength(3);
  });

  test('of own points that are given at once, one counts', async () => {
    const { db, work, concerning, part } = await seated();
    const reason = 'It was said so in class.';
    await Promise.all(
      [10, 20, 30, 40].map((points) => override(db, concerning, { work, part, points, reason }))
    );
    const given = await db.selectFrom('override').select(['points', 'replaced_at']).execute();
    expect(given).toHaveLength(4);
    expect(given.filter(({ replaced_at }) => replaced_at === null)).toHaveLength(1);
  });

  test('a comment is about a part or the whole, and only who wrote it takes it back', async () => {
    const { db, work, concerning, part } = await seated();
    await comment(db, concerning, { work, part: part.id, words: 'Look at the second cue.' });
    await comment(db, { ...concerning, now: now + 1 }, { work, part: null, words: 'Well read.' });
    const [first] = await commentsOn(db, work, TEACHER);
    expect(first).toMatchObject({ part: part.id, own: true, words: 'Look at the second cue.' });
    await takeBackComment(db, { ...concerning, by: 'another' }, work, first!.id);
    expect(await commentsOn(db, work, TEACHER)).toHaveLength(2);
    await takeBackComment(db, concerning, work, first!.id);
    expect((await commentsOn(db, work, 'another')).map(({ words, own }) => [words, own])).toEqual([
      ['Well read.', false]
    ]);
  });

  test('only a reading that was given and differs from the key can be proposed, and once', async () => {
    const { db, work, concerning, part } = await seated();
    const { verdict } = (await seenAnswer(db, work, part.id))!;
    const wrong = verdict!.items.find(({ code }) => code === 'other-reading')!;
    const right = verdict!.items.find(({ code }) => code === 'right')!;
    const about = { work, part, reason: 'It can be read so.' };
    expect(await propose(db, concerning, { ...about, item: right.id })).toBe('none');
    expect(await propose(db, concerning, { ...about, item: 'nothing' })).toBe('none');
    expect(await propose(db, concerning, { ...about, item: wrong.id })).toBe('proposed');
    expect(await propose(db, concerning, { ...about, item: wrong.id })).toBe('known');
    const row = await db.selectFrom('accepted').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ item_id: wrong.id, given: wrong.given, applied_at: null });
    await takeBackReading(db, concerning, row.id);
    expect(await db.selectFrom('accepted').selectAll().execute()).toEqual([]);
  });

  test('an accepted reading that counts leaves with the next rescoring, or stays after all', async () => {
    const { db, work, concerning, part } = await seated();
    const { verdict } = (await seenAnswer(db, work, part.id))!;
    const wrong = verdict!.items.find(({ code }) => code === 'other-reading')!;
    await propose(db, concerning, { work, part, item: wrong.id, reason: 'It can be read so.' });
    await db.updateTable('accepted').set({ applied_at: now }).execute();
    const { id } = await db.selectFrom('accepted').select('id').executeTakeFirstOrThrow();
    const leaving = async () => {
      await takeBackReading(db, concerning, id);
      return (await db.selectFrom('accepted').select('leaving').executeTakeFirstOrThrow()).leaving;
    };
    expect([await leaving(), await leaving()]).toEqual([1, 0]);
    const seen = (await seenAnswer(db, work, part.id))!.verdict!;
    expect(seen.items.find((item) => item.id === wrong.id)).toMatchObject({ code: 'accepted' });
  });

  test('a work is found for its own learner, assignment and class alone', async () => {
    const { db, here, work, concerning } = await seated();
    expect(await workOf(db, concerning, work)).toMatchObject({ id: work });
    for (const other of [
      { learnerId: here.learners['brave otter']! },
      { classId: 'another' },
      { assignment: { id: 'another', title: '' } }
    ])
      expect(await workOf(db, { ...concerning, ...other }, work)).toBeUndefined();
  });

  test('looking again within the hour is no news', async () => {
    const { db, concerning } = await seated();
    const seen = (at: number, about?: string) =>
      noteSeen(db, {
        ...{ classId: concerning.classId, actor: TEACHER, what: 'answers-seen', detail: 'x', at },
        ...(about ? { about } : {})
      });
    for (const at of [now, now + 1000, now + 3_700_000]) await seen(at);
    await seen(now + 1000, concerning.learnerId);
    const rows = await db.selectFrom('audit').select('at').where('what', '=', 'answers-seen').execute();
    expect(rows).toHaveLength(3);
  });
});

test('points are read as they are typed, to a tenth', () => {
  expect(Points.parse('66.66')).toBe(66.7);
  expect(Points.parse(' 7,5 ')).toBe(7.5);
  for (const typed of ['101', '-1', 'many', '', '1e2'])
    expect(Points.safeParse(typed).success, typed).toBe(false);
});
