import { expect, test } from 'vitest';
import { describeOnEachEngine } from '../db/testing.ts';
import { streamed } from '../exports.ts';
import { keyed, off, SORT } from '../results-fixture.ts';
import { T } from '../works-fixture.ts';
import { liveCsv, LiveHead, liveJson } from './exports.ts';
import { answering, gave, liveRoom } from './fixture.ts';

const text = (parts: AsyncGenerator<string>) => new Response(streamed(parts)).text();

describeOnEachEngine('what is taken away of a session', (open) => {
  test('has both rounds, item by item, by pseudonym alone, and no formula', async () => {
    const { db } = await open();
    const here = await liveRoom(db, ['=1+1', 'brave otter']);
    const part = here.parts[0]!;
    await here.clicks({ do: 'go', to: 0 }, ...answering(part));
    await gave(here, '=1+1', 1, off(1));
    await gave(here, 'brave otter', 1, keyed);
    await here.clicks({ do: 'show', part }, ...answering(part, 2));
    await gave(here, '=1+1', 2, keyed);
    const csv = await text(liveCsv(db, await here.now(), false));
    expect(csv.startsWith('pseudonym,round,step,exercise')).toBe(true);
    const rows = csv.trimEnd().split('\r\n').slice(1);
    const mine = (round: number) => rows.filter((row) => row.startsWith(`'=1+1,${round},1,${SORT},`));
    expect(mine(1).filter((row) => row.includes(',no,'))).toHaveLength(1);
    expect(mine(2).filter((row) => row.includes(',no,'))).toHaveLength(0);
    expect(mine(2).length).toBeGreaterThan(5);
    for (const id of Object.values(here.learners)) expect(csv).not.toContain(id);
  });

  test('is one JSON document, with answers as they were given; of nobody it is empty', async () => {
    const { db } = await open();
    const here = await liveRoom(db, ['brave otter']);
    const read = async () =>
      JSON.parse(await text(liveJson(db, await here.now(), T))) as { answers: unknown[] };
    expect((await read()).answers).toEqual([]);
    await here.clicks({ do: 'go', to: 0 }, ...answering(here.parts[0]!));
    await gave(here, 'brave otter', 1, keyed);
    const { answers, ...head } = await read();
    expect(LiveHead.parse(head).session.title).toBe('Today');
    const [stored] = await db.selectFrom('answer').select('answer').execute();
    expect(answers).toMatchObject([
      { learner: 'brave otter', round: 1, step: 1, answer: JSON.parse(stored!.answer) as unknown }
    ]);
  });
});
