import { error, fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { z } from 'zod';
import { registry, type TypeName } from '$lib/exercises/registry.ts';
import { given } from '$lib/server/forms.ts';
import { takeBackReading, Words } from '$lib/server/mark-changes.ts';
import { userNames } from '$lib/server/names.ts';
import { makePreview } from '$lib/server/rescoring-jobs.ts';
import { historyOf, keyChanges, openPreview } from '$lib/server/rescoring-preview.ts';
import { beginPreview } from '$lib/server/rescoring.ts';
import { acceptedIn, isPending, pendingOf } from '$lib/server/rescoring-pending.ts';
import { versionOf } from '$lib/server/versions.ts';
import { opened, presentExercises } from '../opened.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db, assignment } = await opened(event);
  const pending = await pendingOf(db, assignment, await presentExercises());
  const slots = await Promise.all(
    pending.slots
      .filter(({ now }) => now !== 'same')
      .map(async (slot) => ({
        ...{ part: slot.part.number, title: slot.title, standIn: slot.standIn, now: slot.now },
        changes: slot.now === 'key' ? await keyChanges(db, slot) : []
      }))
  );
  const accepted = await acceptedIn(db, assignment);
  const names = await userNames(
    db,
    accepted.map(({ created_by }) => created_by)
  );
  const numbers = new Map(pending.slots.map(({ part }) => [part.id, part.number]));
  const readings = await Promise.all(
    accepted.map(async (row) => ({
      ...{ id: row.id, at: row.created_at, by: names(row.created_by), reason: row.reason },
      ...(await said(row.version, row.item_id, row.given)),
      part: numbers.get(row.part_id) ?? 0,
      counts: row.applied_at !== null,
      leaving: row.leaving === 1
    }))
  );
  const open = await openPreview(db, assignment);
  return {
    slots,
    readings,
    stale: pending.stale,
    pending: isPending(pending),
    open: open?.id ?? null,
    history: await historyOf(db, assignment)
  };

  /** A reading in words. */
  async function said(version: string, itemId: string, value: string) {
    const pinned = await versionOf(db, version);
    if (!pinned) return { what: itemId, given: value };
    const classroom = await registry[pinned.row.type as TypeName].classroom();
    const unit = classroom.items(pinned.item, pinned.key).find(({ id }) => id === itemId);
    return { what: unit?.what ?? itemId, given: classroom.reading(pinned.item, itemId, value).name };
  }
};

export const actions: Actions = {
  preview: async (event) => {
    const { db, assignment, instructor, now } = await opened(event);
    const form = await given(event.request, z.object({ why: Words }));
    if ('problems' in form) return fail(400, form);
    const doing = { by: instructor.id, why: form.data.why, now };
    const id = await beginPreview(db, assignment, await presentExercises(), doing);
    if (!id)
      return fail(409, {
        typed: form.data,
        problems: { why: 'Nothing is left to change: somebody else was faster. Reload the page.' }
      });
    await makePreview(db, id);
    redirect(
      303,
      resolve(`/desk/classes/${assignment.classId}/assignments/${assignment.id}/results/rescore/${id}/`)
    );
  },

  reading: async (event) => {
    const { db, assignment, instructor, now } = await opened(event);
    const form = await given(event.request, z.object({ reading: z.string().min(1).max(40) }));
    if ('problems' in form) error(400, 'The form is not whole.');
    const of = { classId: assignment.classId, assignment, by: instructor.id, now };
    await takeBackReading(db, of, form.data.reading);
  }
};
