import { expect, test } from 'vitest';
import { describeOnEachEngine } from './db/testing.ts';
import { answersCsv, answersJson, AnswersHead, gradebookOf, streamed } from './exports.ts';
import { resultsOf } from './marks.ts';
import { override } from './mark-changes.ts';
import { does, keyed, off, room, SORT, TEACHER } from './results-fixture.ts';
import { T } from './works-fixture.ts';

async function text(parts: AsyncGenerator<string>): Promise<string> {
  return new Response(streamed(parts)).text();
}

describeOnEachEngine('what is taken away', (open) => {
  test('has every answer, item by item, by pseudonym alone', async () => {
    const { db } = await open();
    const here = await room(db, ['quiet heron', 'brave otter', 'calm lake']);
    await does(here, 'quiet heron', [off(1), keyed]);
    await does(here, 'brave otter', [keyed, null], { handsIn: false });
    await does(here, 'calm lake', [keyed, null]);
    const lines = (await text(answersCsv(db, here.assignment, { bom: false, now: T + 5000 })))
      .trimEnd()
      .split('\r\n');
    const [head, ...rows] = lines;
    expect(head).toContain('pseudonym,attempt,handed in,late');
    const heron = rows.filter((row) => row.startsWith('quiet heron,1,2027-'));
    expect(heron.filter((row) => row.includes(SORT)).length).toBeGreaterThan(5);
    expect(heron.filter((row) => row.includes(',no,no,'))).toHaveLength(1);
    // Nothing was given for the second exercise, and it counts 0.
    const lake = rows.filter((row) => row.startsWith('calm lake,1,2027-'));
    expect(lake.at(-1)).toMatch(/^calm lake,1,2027-[^,]+,no,2,[^,]+,[^,]+,0,,,,,,,,,,,$/);
    // What is not handed in is there as it is stored.
    expect(rows.filter((row) => row.startsWith('brave otter,1,,no'))).toHaveLength(1);
    const ids = Object.values(here.learners);
    expect(ids.some((id) => lines.join().includes(id))).toBe(false);
  });

  test('stands by learner, exercise and item, with letters and words; own points stand beside those of the check', async () => {
    const { db } = await open();
    const here = await room(db, ['quiet heron', 'brave otter']);
    const work = await does(here, 'quiet heron', [off(1), keyed]);
    await does(here, 'brave otter', [keyed, off(1)]);
    const part = { id: here.assignment.parts[0]!.id, number: 1 };
    const { classId, id, title } = here.assignment;
    const learnerId = here.learners['quiet heron']!;
    const concerning = { classId, assignment: { id, title }, learnerId, by: TEACHER, now: T + 2000 };
    await override(db, concerning, { work, part, points: 7, reason: 'Read aloud.' });
    const csv = await text(answersCsv(db, here.assignment, { bom: false, now: T + 5000 }));
    const [head, ...rows] = csv
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
    const column = (name: string) => head!.indexOf(name);
    const blocks = rows.map((row) => `${row[column('pseudonym')]} ${row[column('exercise no.')]}`);
    expect([...new Set(blocks)]).toEqual([
      'brave otter 1',
      'brave otter 2',
      'quiet heron 1',
      'quiet heron 2'
    ]);
    expect(blocks).toEqual([...blocks].sort());
    const mine = rows.filter((_, i) => blocks[i] === 'quiet heron 1');
    expect(mine.slice(0, 3).map((row) => row[column('letter')])).toEqual(['a', 'b', 'c']);
    expect(mine[0]![column('words')]).toMatch(/\p{L}{3}/u);
    expect(mine[0]![column('points')]).toBe('7');
    expect(mine[0]![column('own points')]).toBe('7');
    const other = rows.find((_, i) => blocks[i] === 'brave otter 2')!;
    expect(Number(mine[0]![column('points by the check')])).toBeGreaterThan(50);
    expect([other[column('own points')], other[column('points')]]).toEqual([
      '',
      other[column('points by the check')]
    ]);
  });

  test('is one JSON document, with answers as they were given', async () => {
    const { db } = await open();
    const here = await room(db, ['quiet heron', 'brave otter']);
    await does(here, 'quiet heron', [keyed, keyed]);
    await does(here, 'brave otter', [off(2), null]);
    const { answers, ...head } = JSON.parse(await text(answersJson(db, here.assignment, T))) as {
      answers: { learner: string; answer: unknown; points: number }[];
    };
    expect(AnswersHead.parse(head).assignment).toEqual({ title: here.assignment.title });
    const stored = await db
      .selectFrom('answer')
      .innerJoin('work', 'work.id', 'answer.work_id')
      .innerJoin('learner', 'learner.id', 'work.learner_id')
      .innerJoin('part', 'part.id', 'answer.part_id')
      .select('answer.answer')
      .orderBy('learner.name')
      .orderBy('part.position')
      .execute();
    expect(answers.map(({ answer }) => answer)).toEqual(
      stored.map(({ answer }) => JSON.parse(answer) as unknown)
    );
    expect(answers.filter(({ learner, points }) => learner === 'quiet heron' && points === 100)).toHaveLength(
      2
    );
    const nobody = await room(db, ['calm lake']);
    expect(JSON.parse(await text(answersJson(db, nobody.assignment, T)))).toMatchObject({ answers: [] });
  });

  test('has more than a batch of answers whole, each once', async () => {
    const { db } = await open();
    const names = Array.from({ length: 205 }, (_, i) => `learner ${i}`);
    const here = await room(db, names, [SORT]);
    await does(here, 'learner 0', [keyed]);
    const [work] = await db.selectFrom('work').selectAll().execute();
    const [answer] = await db.selectFrom('answer').selectAll().execute();
    for (const [i, name] of names.entries()) {
      if (i === 0) continue;
      const id = String(i).padStart(20, '0');
      await db
        .insertInto('work')
        .values({ ...work!, id, learner_id: here.learners[name]! })
        .execute();
      await db
        .insertInto('answer')
        .values({ ...answer!, id, work_id: id })
        .execute();
    }
    const { answers } = JSON.parse(await text(answersJson(db, here.assignment, T))) as {
      answers: { learner: string }[];
    };
    expect(answers.map(({ learner }) => learner).sort()).toEqual([...names].sort());
  });

  test('marks are those of the attempt that counts', async () => {
    const { db } = await open();
    const here = await room(db, ['quiet heron', 'calm lake']);
    await does(here, 'quiet heron', [keyed, null]);
    const book = gradebookOf(here.assignment, await resultsOf(db, here.assignment, T + 5000));
    expect(book.learners).toEqual([
      { name: 'calm lake', mark: null, points: [null, null] },
      { name: 'quiet heron', mark: 50, points: [100, 0] }
    ]);
  });
});
