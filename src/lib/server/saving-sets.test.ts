import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Save, SaveOutcome } from '../classroom/saving.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { handIn } from './handing-in.ts';
import { saveAnswer } from './places.ts';
import { versionOf } from './versions.ts';
import { beginWork } from './works.ts';
import { sitting, T } from './works-fixture.ts';

/** A save: whose, to which of the first two exercises, what it says, and what it follows. */
interface Sent {
  who: 0 | 1;
  part: 0 | 1;
  /** 0 is the blank answer, 1 the key's, 2 none to this exercise. */
  says: 0 | 1 | 2;
  delivery: string;
  base: number;
  after: string[];
}

const delivery = fc.constantFrom('d1', 'd2', 'd3', 'd4');
const sent: fc.Arbitrary<Sent> = fc.record({
  who: fc.constantFrom(0, 1),
  part: fc.constantFrom(0, 1),
  says: fc.constantFrom(0, 0, 1, 1, 2),
  delivery,
  base: fc.nat(2),
  after: fc.array(delivery, { maxLength: 2 })
});

describeOnEachEngine('answers that come at the same time', (open) => {
  /** A class of two, one of whom may have handed in. */
  async function room() {
    const { db } = await open();
    const { parts, whose, sender, other } = await sitting(db);
    const learners = [{ whose, sender }, other];
    const works = await Promise.all(learners.map(({ whose }) => beginWork(db, whose, T)));
    const asked = await Promise.all(
      parts.slice(0, 2).map(async ({ id, version }) => {
        const { blank, logic, item, key } = (await versionOf(db, version!))!;
        return { part: id, version: version!, answers: [blank, logic.solution(item, key), { mode: 'none' }] };
      })
    );
    const send = ({ who, part: n, says, ...rest }: Sent): Promise<SaveOutcome> => {
      const { part, version, answers } = asked[n]!;
      const save: Save = { work: works[who]!.id, part, version, answer: answers[says], ...rest };
      return saveAnswer(db, learners[who]!.sender, save, T + 1000);
    };
    const stored = async () => {
      const rows = await db
        .selectFrom('answer')
        .select(['work_id', 'part_id', 'answer', 'revision', 'delivery', 'saved_at'])
        .execute();
      return rows
        .map(({ work_id, part_id, ...row }) => ({
          ...row,
          who: works.findIndex((work) => work?.id === work_id),
          part: asked.findIndex(({ part }) => part === part_id)
        }))
        .sort((a, b) => a.who - b.who || a.part - b.part);
    };
    const handsIn = (who: 0 | 1) => handIn(db, learners[who]!.whose, works[who]!.id, T + 500);
    const clear = () => db.deleteFrom('answer').execute();
    return { send, stored, handsIn, clear };
  }

  test('become what they would become one after the other, and so does each one’s acknowledgement', async () => {
    const [together, alone] = [await room(), await room()];
    await fc.assert(
      fc.asyncProperty(fc.array(sent, { minLength: 1, maxLength: 12 }), async (all) => {
        const outcomes = await Promise.all(all.map(together.send));
        const expected: SaveOutcome[] = [];
        for (const each of all) expected.push(await alone.send(each));
        expect(outcomes).toEqual(expected);
        expect(await together.stored()).toEqual(await alone.stored());
        await together.clear();
        await alone.clear();
      }),
      { numRuns: 60 }
    );
  });

  test('are refused where one learner has handed in, and taken where the others have not', async () => {
    const { send, stored, handsIn } = await room();
    await handsIn(0);
    const outcomes = await Promise.all(
      ([0, 1] as const).flatMap((who) =>
        ([0, 1] as const).map((part) =>
          send({ who, part, says: 1, delivery: `d${who}${part}`, base: 0, after: [] })
        )
      )
    );
    expect(outcomes.map((each) => (each.is === 'refused' ? each.why : each.is))).toEqual([
      ...['handed-in', 'handed-in', 'saved', 'saved']
    ]);
    expect((await stored()).filter(({ delivery }) => delivery.startsWith('d'))).toMatchObject([
      { who: 1, part: 0 },
      { who: 1, part: 1 }
    ]);
  });
});
