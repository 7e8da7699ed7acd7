import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { isFor, WHOLE_CLASS, type Audience } from '../classroom/audience.ts';
import { progressOf } from './assignment-view.ts';
import { assignedTo } from './assigned.ts';
import { assignmentOf, draftOf, publish, updateAssignment, type Changed } from './assignments.ts';
import { copyAssignment } from './copying.ts';
import { begunBy } from './audiences.ts';
import { auditPage } from './audit.ts';
import { listOf } from './desk.ts';
import type { Store } from './db/store.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { eraseLearner } from './erasure.ts';
import { newId } from './ids.ts';
import { resultsOf } from './marks.ts';
import { does, keyed, off, room, SORT, TEACHER, type Room } from './results-fixture.ts';
import { assign, doing, sitting, T } from './works-fixture.ts';
import { beginWork, isSet, readOwn } from './works.ts';

const NAMES = ['brave otter', 'calm lake', 'quiet heron'] as const;
const [OTTER, LAKE, HERON] = NAMES;

describeOnEachEngine('an assignment for chosen learners', (open) => {
  let db: Store['db'];
  let here: Room;
  let classId: string;
  let id: string;

  beforeEach(async () => {
    ({ db } = await open());
    here = await room(db, NAMES, [SORT]);
    ({ classId, id } = here.assignment);
  });

  const by = (now = T + 5) => ({ classId, by: TEACHER, now });
  const now = () => assignmentOf(db, classId, id);
  const idsOf = (names: readonly string[]) => names.map((name) => here.learners[name]!);
  const chosen = (...names: string[]): Audience => ({ of: 'chosen', learners: idsOf(names) });
  const whose = (name: string) => ({ classId, assignmentId: id, learnerId: here.learners[name]! });
  const begins = async (name: string) => (await beginWork(db, whose(name), T + 10)) !== null;

  async function set(audience: Audience): Promise<Changed> {
    const assignment = await now();
    return updateAssignment(db, id, { ...draftOf(assignment), audience }, assignment.updatedAt, by());
  }
  async function setTo(...names: string[]): Promise<void> {
    expect(await set(chosen(...names))).toHaveProperty('assignment');
  }
  /** The names of those whom it is for, in the order of `NAMES`; `null`: the class. */
  async function whom(): Promise<string[] | null> {
    const { audience } = await now();
    if (audience.of === 'class') return null;
    const { learners } = audience;
    const named = NAMES.filter((name) => learners.includes(here.learners[name]!));
    expect(named).toHaveLength(learners.length);
    return named;
  }
  const resultNames = async () => (await resultsOf(db, await now(), T + 20)).learners.map(({ name }) => name);

  test('is there for them alone: to the others it is nowhere, and nothing of it begins', async () => {
    await setTo(HERON, LAKE);
    expect(await begins(OTTER)).toBe(false);
    expect(await readOwn(db, whose(OTTER))).toBeNull();
    expect(await assignedTo(db, whose(OTTER), T + 10)).toEqual([]);
    expect(await isSet(db, whose(OTTER))).toBe(true);
    expect((await assignedTo(db, whose(HERON), T + 10)).map((each) => each.id)).toEqual([id]);
    expect(await begins(HERON)).toBe(true);
  });

  test('is counted over them alone', async () => {
    await setTo(HERON, LAKE);
    await does(here, HERON, [off(1)]);
    expect(await resultNames()).toEqual([LAKE, HERON]);
    expect(await progressOf(db, classId, id)).toEqual({ learners: 2, begun: 1, handedIn: 1 });
    const other = await assign(db, classId, {}, [SORT]);
    const listed = Object.fromEntries((await listOf(db, classId)).map((each) => [each.id, each]));
    expect(listed[id]).toMatchObject({ chosen: true, of: 2, begun: 1, handedIn: 1 });
    expect(listed[other]).toMatchObject({ chosen: false, of: 3, begun: 0 });
  });

  test('is not for who joins later; one for the class is', async () => {
    const late = newId();
    const join = async () =>
      db
        .insertInto('learner')
        .values({
          ...{ id: late, class_id: classId, name: 'late owl', typed: 0 },
          ...{ approved_at: T, created_at: T, claimed_at: T }
        })
        .execute();
    await setTo(...NAMES);
    await join();
    here.learners['late owl'] = late;
    expect(await readOwn(db, whose('late owl'))).toBeNull();
    await set(WHOLE_CLASS);
    expect(await begins('late owl')).toBe(true);
  });

  test('stays with whoever has begun it, who may go on', async () => {
    await does(here, HERON, [keyed], { handsIn: false });
    await setTo(LAKE);
    expect(await whom()).toEqual([LAKE, HERON]);
    await setTo(OTTER);
    expect(await whom()).toEqual([OTTER, HERON]);
    expect(await begins(HERON)).toBe(true);
    expect(await begunBy(db, id)).toEqual(idsOf([HERON]));
    expect(await resultNames()).toEqual([OTTER, HERON]);
    await set(WHOLE_CLASS);
    expect(await resultNames()).toEqual([...NAMES]);
  });

  test('is for nobody once all of them are erased, and not for the others', async () => {
    await setTo(HERON);
    await eraseLearner(db, here.learners[HERON]!, by());
    expect(await whom()).toEqual([]);
    expect(await begins(OTTER)).toBe(false);
    expect(await progressOf(db, classId, id)).toEqual({ learners: 0, begun: 0, handedIn: 0 });
    expect(await resultNames()).toEqual([]);
  });

  test('cannot be set to nobody, to a name that nobody has taken, or to somebody else’s learner', async () => {
    const elsewhere = await room(db, ['lone crow'], [SORT]);
    await db
      .updateTable('learner')
      .set({ claimed_at: null })
      .where('id', '=', here.learners[OTTER]!)
      .execute();
    const strangers = [here.learners[OTTER]!, elsewhere.learners['lone crow']!, 'nobody'];
    for (const learners of [[], strangers])
      expect(await set({ of: 'chosen', learners })).toMatchObject({ problems: [{ path: 'learners' }] });
    await set({ of: 'chosen', learners: [...strangers, here.learners[LAKE]!] });
    expect(await whom()).toEqual([LAKE]);
  });

  test('may be a draft for nobody yet, which is not published', async () => {
    const draft = await copyAssignment(db, await now(), by());
    const made = await assignmentOf(db, classId, draft);
    const nobody = { ...draftOf(made), audience: chosen() };
    const saved = await updateAssignment(db, draft, nobody, made.updatedAt, by());
    if (!('assignment' in saved)) throw new Error('not saved');
    const { updatedAt } = saved.assignment;
    expect(await publish(db, draft, updatedAt, by())).toMatchObject({ problems: [{ path: 'learners' }] });
  });

  test('is copied for the same learners in their class, and for the whole class in another', async () => {
    await setTo(HERON);
    const copied = async (to: string) => {
      const copy = await copyAssignment(db, await now(), { ...by(), classId: to });
      return (await assignmentOf(db, to, copy)).audience;
    };
    expect(await copied(classId)).toEqual(chosen(HERON));
    const elsewhere = await room(db, ['lone crow'], [SORT]);
    expect(await copied(elsewhere.assignment.classId)).toEqual(WHOLE_CLASS);
  });

  test('stands in the history of the class whenever that was changed, without a name', async () => {
    await setTo(HERON);
    await setTo(HERON);
    await setTo(LAKE);
    await set(WHOLE_CLASS);
    const { entries } = await auditPage(db, classId, 1);
    const said = entries.map(({ detail }) => detail).filter((detail) => detail.startsWith('Changed'));
    const title = 'Changed “Whose words”.';
    expect(said.toSorted()).toEqual(
      [
        `${title} It is for 1 chosen learner now.`,
        title,
        `${title} It is for 1 chosen learner now.`,
        `${title} It is for the whole class now.`
      ].toSorted()
    );
  });

  test('is for whoever begins it just as they are taken out', async () => {
    await setTo(...NAMES);
    await Promise.all([setTo(LAKE), ...NAMES.map(begins)]);
    const { audience } = await now();
    for (const learner of await begunBy(db, id)) expect(isFor(audience, learner)).toBe(true);
  });

  test('whatever is done with it: who may begin, who is counted, and whom it is for are the same learners', async () => {
    const Step = fc.oneof(
      fc.record({ do: fc.constant('set' as const), names: fc.subarray([...NAMES], { minLength: 1 }) }),
      fc.record({ do: fc.constant('class' as const) }),
      fc.record({ do: fc.constant('begin' as const), name: fc.constantFrom(...NAMES) })
    );
    await fc.assert(
      fc.asyncProperty(fc.array(Step, { minLength: 3, maxLength: 6, size: 'max' }), async (steps) => {
        here = await room(db, NAMES, [SORT], { attempts: 9 });
        ({ classId, id } = here.assignment);
        let last: readonly string[] = NAMES;
        const begun = new Set<string>();
        for (const step of steps)
          if (step.do === 'begin') {
            if (await begins(step.name)) begun.add(step.name);
          } else {
            last = step.do === 'set' ? step.names : NAMES;
            await (step.do === 'set' ? setTo(...step.names) : set(WHOLE_CLASS));
          }
        const expected = NAMES.filter((name) => last.includes(name) || begun.has(name));
        expect((await whom()) ?? NAMES).toEqual(expected);
        expect(await resultNames()).toEqual(expected);
        expect((await progressOf(db, classId, id)).learners).toBe(expected.length);
        for (const name of NAMES) expect(await begins(name), name).toBe(expected.includes(name));
      }),
      { numRuns: 15 }
    );
  });
});

describeOnEachEngine('who is taken out of those whom an assignment is for', (open) => {
  test('and has begun, saves and hands in as before; who has not gets no answer in', async () => {
    const { db } = await open();
    const own = await sitting(db, {}, [SORT]);
    const { classId, assignmentId } = own.whose;
    const { begin, solve, submit } = doing(own);
    const work = (await begin())!;
    const assignment = await assignmentOf(db, classId, assignmentId);
    const by = { classId, by: 'teacher', now: T };
    const nobodyElse = { ...draftOf(assignment), audience: { of: 'chosen' as const, learners: [] } };
    expect(await updateAssignment(db, assignmentId, nobodyElse, assignment.updatedAt, by)).toHaveProperty(
      'assignment'
    );
    expect(await solve(0, work)).toMatchObject({ is: 'saved' });
    expect(await submit(work, T + 2000)).toMatchObject({ handed_in_by: 'learner' });
    const other = doing({ ...own, ...own.other });
    expect(await other.begin()).toBeNull();
    expect(await other.solve(0, work)).toEqual({ is: 'refused', why: 'unknown' });
  });
});
