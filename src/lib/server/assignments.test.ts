import { beforeEach, describe, expect, test } from 'vitest';
import { WHOLE_CLASS } from '../classroom/audience.ts';
import { newStep, type Draft } from '../classroom/draft.ts';
import { settingsToBeginWith } from '../classroom/settings.ts';
import {
  archive,
  assignmentOf,
  assignmentsOf,
  createAssignment,
  deleteDraft,
  draftOf,
  publish,
  updateAssignment,
  type Assignment,
  type Changed
} from './assignments.ts';
import { copyAssignment } from './copying.ts';
import { catalogue } from './catalogue.ts';
import type { Store } from './db/store.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { findExercise } from '../packs/submission.ts';
import { packs } from './packs.ts';
import { pin } from './pinned.ts';

const offered = await catalogue();
const settings = settingsToBeginWith('Europe/Vienna');
const draft: Draft = {
  title: 'Whose words',
  words: 'Take your time.',
  settings,
  audience: WHOLE_CLASS,
  steps: [
    newStep(offered, 'lesson', 'khojaly', '02-whose-words'),
    newStep(offered, 'exercise', 'warm-up', 'sort-reserved')
  ]
};
const doing = { classId: 'a', by: 'teacher', now: 1000 };

const done = (changed: Changed): Assignment => {
  if (!('assignment' in changed)) throw new Error(`it was not done: ${JSON.stringify(changed)}`);
  return changed.assignment;
};
const paths = (changed: Changed) =>
  'problems' in changed ? changed.problems.map(({ path }) => path) : changed;

describeOnEachEngine('assignments', (open) => {
  let store: Store;
  let id: string;
  let seen: number;

  beforeEach(async () => {
    store = await open();
    for (const id of ['a', 'b'])
      await store.db
        .insertInto('class')
        .values({ id, name: id, typed_names: 0, rehearsal: 0, created_at: 1 })
        .execute();
    id = await createAssignment(store.db, draft, doing);
    seen = (await assignmentOf(store.db, 'a', id)).updatedAt;
  });

  async function begin(): Promise<void> {
    await store.db
      .insertInto('learner')
      .values({
        ...{ id: 'learner', class_id: 'a', name: 'quiet heron', typed: 0 as const, approved_at: 1 },
        ...{ created_at: 1, claimed_at: 1, recovery_hash: null }
      })
      .execute();
    await store.db
      .insertInto('work')
      .values({
        ...{
          id: 'work',
          class_id: 'a',
          assignment_id: id,
          learner_id: 'learner',
          number: 1,
          kind: 'assigned' as const
        },
        ...{ started_at: 2000, ends_at: null, handed_in_at: null, late: 0 as const }
      })
      .execute();
  }

  describe('a draft', () => {
    test('comes back as it was saved', async () => {
      expect(draftOf(await assignmentOf(store.db, 'a', id))).toEqual(draft);
    });

    test('has no pinned versions: it shows the packs as they are', async () => {
      const { parts } = await assignmentOf(store.db, 'a', id);
      expect(parts.map(({ exercise, version }) => [exercise, version])).toEqual([
        ['sort-message-2024', null],
        ['sort-letter-2022', null],
        ['sort-reserved', null]
      ]);
    });

    test('is found in its own class only', async () => {
      await expect(assignmentOf(store.db, 'b', id)).rejects.toMatchObject({ status: 404 });
      expect(await assignmentsOf(store.db, 'b')).toEqual([]);
      const elsewhere = { ...doing, classId: 'b' };
      await expect(updateAssignment(store.db, id, draft, seen, elsewhere)).rejects.toMatchObject({
        status: 404
      });
      await expect(publish(store.db, id, seen, elsewhere)).rejects.toMatchObject({ status: 404 });
    });

    test('may be saved without a title or steps, and not be published', async () => {
      const { updatedAt } = done(
        await updateAssignment(store.db, id, { ...draft, title: '', steps: [] }, seen, doing)
      );
      expect(paths(await publish(store.db, id, updatedAt, doing))).toEqual(['title', 'steps']);
    });

    test('is not written over by whoever has an older one before them', async () => {
      const theirs = done(await updateAssignment(store.db, id, { ...draft, title: 'Theirs' }, seen, doing));
      const mine = await updateAssignment(store.db, id, { ...draft, title: 'Mine' }, seen, doing);
      expect(mine).toEqual({ conflict: theirs });
      expect((await assignmentOf(store.db, 'a', id)).title).toBe('Theirs');
    });

    test('counts as changed where the clock has not moved, or was put back', async () => {
      const first = done(await updateAssignment(store.db, id, draft, seen, { ...doing, now: 1 }));
      expect(first.updatedAt).toBeGreaterThan(seen);
    });

    test('may hold an exercise twice for a while: once it is taken out, one is left', async () => {
      const twice = { ...draft, steps: [draft.steps[1]!, draft.steps[1]!] };
      const changed = done(await updateAssignment(store.db, id, twice, seen, doing));
      const again = done(await updateAssignment(store.db, id, twice, changed.updatedAt, doing));
      expect(again.parts).toHaveLength(2);
      const once = { ...draft, steps: [draft.steps[1]!] };
      const left = done(await updateAssignment(store.db, id, once, again.updatedAt, doing));
      expect(left.parts.map(({ exercise }) => exercise)).toEqual(['sort-reserved']);
    });

    test('can be deleted, with its parts', async () => {
      done(await deleteDraft(store.db, id, seen, doing));
      expect(await assignmentsOf(store.db, 'a')).toEqual([]);
      expect(await store.db.selectFrom('part').selectAll().execute()).toEqual([]);
    });
  });

  describe('publishing', () => {
    test('pins each exercise and its stand-in by content', async () => {
      const { parts, state } = done(await publish(store.db, id, seen, doing));
      expect(state).toBe('published');
      const all = await packs();
      for (const { pack, exercise, version, standIn, standInVersion } of parts) {
        expect(version).toBe(findExercise(all, `${pack}/${exercise}`)!.version);
        expect(standInVersion).toBe(standIn && findExercise(all, standIn)!.version);
      }
      expect(parts.map(({ standIn }) => standIn)).toEqual([
        'warm-up/sort-two-voices-short',
        'warm-up/sort-two-voices',
        null
      ]);
    });

    test('is refused where an exercise on hard texts has nothing that stands in for it', async () => {
      const bare = { ...draft, steps: draft.steps.map((step) => ({ ...step, standIns: {} })) };
      const { updatedAt } = done(await updateAssignment(store.db, id, bare, seen, doing));
      expect(paths(await publish(store.db, id, updatedAt, doing))).toEqual([
        'steps.0.standIns.sort-message-2024',
        'steps.0.standIns.sort-letter-2022'
      ]);
    });

    test('is refused once the closing time has passed, and not for a due time that has', async () => {
      const closing = { ...settings, due: doing.now - 10, closes: doing.now };
      const saved = done(await updateAssignment(store.db, id, { ...draft, settings: closing }, seen, doing));
      expect(paths(await publish(store.db, id, saved.updatedAt, doing))).toEqual(['closes']);
      const later = { ...closing, closes: doing.now + 1 };
      const mended = { ...draft, settings: later };
      const { updatedAt } = done(await updateAssignment(store.db, id, mended, saved.updatedAt, doing));
      const published = done(await publish(store.db, id, updatedAt, doing));
      const after = { ...doing, now: doing.now + 5 };
      const words = { ...mended, words: 'It is over.' };
      const told = done(await updateAssignment(store.db, id, words, published.updatedAt, after));
      expect(told.words).toBe('It is over.');
      const sooner = { ...mended, settings: closing };
      expect(paths(await updateAssignment(store.db, id, sooner, told.updatedAt, after))).toEqual(['closes']);
    });

    test('happens once', async () => {
      const { updatedAt } = done(await publish(store.db, id, seen, doing));
      expect(paths(await publish(store.db, id, updatedAt, doing))).toEqual(['state']);
    });

    test('can be put away and back, and never deletes', async () => {
      const published = done(await publish(store.db, id, seen, doing));
      const archived = done(await archive(store.db, id, published.updatedAt, doing));
      expect(archived.state).toBe('archived');
      expect(paths(await deleteDraft(store.db, id, archived.updatedAt, doing))).toEqual(['state']);
      const back = done(await archive(store.db, id, archived.updatedAt, doing, false));
      expect(back).toEqual({ ...published, updatedAt: back.updatedAt });
    });

    test('is noted with who and when', async () => {
      await publish(store.db, id, seen, { ...doing, now: 5000 });
      const lines = await store.db.selectFrom('audit').selectAll().where('at', '=', 5000).execute();
      expect(lines).toMatchObject([{ class_id: 'a', actor: 'teacher', what: 'assignment-changed' }]);
    });
  });

  describe('a published assignment', () => {
    let published: Assignment;
    beforeEach(async () => {
      published = done(await publish(store.db, id, seen, doing));
    });
    const save = (change: Partial<Draft>) =>
      updateAssignment(store.db, id, { ...draft, ...change }, published.updatedAt, doing);

    test('can be put in another order until somebody begins; what stays keeps its id and version', async () => {
      const added = newStep(offered, 'exercise', 'warm-up', 'sort-careful');
      const { parts } = done(await save({ steps: [draft.steps[1]!, added, draft.steps[0]!] }));
      const before = new Map(published.parts.map((part) => [part.exercise, part]));
      expect(parts.map(({ exercise }) => exercise)).toEqual([
        'sort-reserved',
        'sort-careful',
        'sort-message-2024',
        'sort-letter-2022'
      ]);
      for (const { exercise, id, version } of parts.filter(({ exercise }) => exercise !== 'sort-careful'))
        expect({ id, version }).toEqual({
          id: before.get(exercise)!.id,
          version: before.get(exercise)!.version
        });
      expect(parts[1]!.version).not.toBeNull();
    });

    test('once begun keeps its parts, their order and their stand-ins, and says to copy it', async () => {
      await begin();
      const turned = await save({ steps: draft.steps.toReversed() });
      expect(turned).toMatchObject({
        problems: [{ path: 'steps', message: expect.stringContaining('Copy') as string }]
      });
      const [lesson, alone] = draft.steps;
      expect(paths(await save({ steps: [lesson!] }))).toEqual(['steps']);
      expect(paths(await save({ steps: [{ ...lesson!, standIns: {} }, alone!] }))).toEqual(['steps']);
    });

    test('once begun still takes other words, above a step too, and a later time', async () => {
      await begin();
      const steps = draft.steps.map((step, n) => ({ ...step, words: `Words ${n}` }));
      const changed = { title: 'Other', words: 'Words', steps };
      expect(draftOf(done(await save(changed)))).toEqual({ ...draft, ...changed });
    });

    describe('that gives reasons after closing, and has closed', () => {
      const later = (closes: number): Partial<Draft> => ({
        settings: { ...settings, feedback: 'closed', closes }
      });
      const reopen = (closes: number, meant = false) => {
        const at = { ...doing, now: 5000 };
        return updateAssignment(store.db, id, { ...draft, ...later(closes) }, published.updatedAt, at, meant);
      };
      beforeEach(async () => {
        published = done(await save(later(4000)));
      });

      test('is opened again only where that is meant, once a learner may have seen them', async () => {
        await begin();
        expect(await reopen(9000)).toMatchObject({
          problems: [
            { path: 'reopen', message: expect.stringContaining('one learner may have seen') as string }
          ]
        });
        expect(done(await reopen(9000, true)).settings.closes).toBe(9000);
      });

      test('takes a later closing time that has passed as well', async () => {
        await begin();
        expect(done(await reopen(4500)).settings.closes).toBe(4500);
      });

      test('is opened again unasked where it has not closed yet for whoever began', async () => {
        await begin();
        await store.db
          .insertInto('extension')
          .values({
            class_id: 'a',
            assignment_id: id,
            learner_id: 'learner',
            minutes: 0,
            until: 8000,
            created_by: 'teacher',
            created_at: 1
          })
          .execute();
        expect(done(await reopen(9000)).settings.closes).toBe(9000);
      });
    });

    test('once begun takes no time limit where there was none', async () => {
      await begin();
      expect(paths(await save({ settings: { ...settings, minutes: 30 } }))).toEqual(['minutes']);
    });

    test('is copied as a draft of another class, without its times', async () => {
      const timed: Draft = {
        ...draft,
        settings: { ...settings, opens: 1001, due: 1002, closes: 1003, feedback: 'closed', attempts: 3 }
      };
      const of = done(await save(timed));
      const copy = await copyAssignment(store.db, of, { ...doing, classId: 'b' });
      const copied = await assignmentOf(store.db, 'b', copy);
      expect(copied.state).toBe('draft');
      expect(copied.parts.every(({ version }) => version === null)).toBe(true);
      expect(draftOf(copied)).toEqual({ ...draft, settings: { ...settings, attempts: 3 } });
    });
  });

  test('an exercise is pinned once, and one whose key was changed beside it with the same item', async () => {
    const exercise = findExercise(await packs(), 'warm-up/sort-careful')!;
    await pin(store.db, exercise, 1);
    await pin(store.db, exercise, 2);
    await pin(store.db, { ...exercise, version: 'another', key: {} }, 3);
    const rows = await store.db
      .selectFrom('pinned')
      .select(['version', 'item_version', 'created_at'])
      .execute();
    expect(rows.map(({ version, created_at }) => [version, created_at]).sort()).toEqual(
      [
        [exercise.version, 1],
        ['another', 3]
      ].sort()
    );
    expect(new Set(rows.map(({ item_version }) => item_version)).size).toBe(1);
  });
});
