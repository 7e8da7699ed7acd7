import { redirect } from '@sveltejs/kit';
import { attemptsLeft, closesOf, dueOf, endOf, mayBegin, minutesOf, phaseOf } from '$lib/classroom/phase.ts';
import { contentsOf } from '$lib/server/contents.ts';
import { beginWork, runningOf } from '$lib/server/works.ts';
import { stepsOf } from '$lib/server/steps.ts';
import { timesOf } from '$lib/server/work-rows.ts';
import type { Actions, PageServerLoad } from './$types';
import { opened } from './opened.server.ts';

export const load: PageServerLoad = async (event) => {
  const { db, own, now } = await opened(event);
  const { assignment, terms, works } = own;
  const { settings } = terms;
  const times = works.map(timesOf);
  const running = runningOf(own, now);
  const { contains, texts, wayOut, access, minutes } = await contentsOf(db, own);
  const phase = phaseOf(terms, times, now);
  // What is in it is nobody's before it opens.
  const shown = phase !== 'not-yet';
  return {
    assignment: {
      id: assignment.id,
      title: own.title,
      words: shown ? assignment.words : ''
    },
    rules: {
      ...{ opens: settings.opens, due: dueOf(terms), closes: closesOf(terms), zone: settings.zone },
      ...{ attempts: settings.attempts, counts: settings.counts, level: settings.level },
      ...{ limit: minutesOf(terms), feedback: settings.feedback, access, minutes }
    },
    contains: shown ? contains : [],
    texts,
    wayOut: shown ? wayOut : { steps: [], each: false },
    shut: terms.shut,
    phase,
    begins: mayBegin(terms, times, now),
    left: attemptsLeft(terms, times),
    running: running && { number: running.number, endsAt: endOf(terms, timesOf(running)) },
    steps: shown ? await stepsOf(db, own, running) : [],
    works: works
      .filter((work) => work.handed_in_at !== null)
      .map(({ number, handed_in_at, late, handed_in_by }) => ({
        ...{ number, handedInAt: handed_in_at ?? 0, late: late === 1, byTime: handed_in_by === 'time' }
      }))
  };
};

export const actions: Actions = {
  begin: async (event) => {
    const { db, own, whose, now, home } = await opened(event);
    const work = await beginWork(db, whose, now);
    const first = own.parts[0];
    redirect(303, work && first ? `${home}${first.id}/` : home);
  },

  /** Goes on where something is open; where nothing is, to the hand-in. */
  onward: async (event) => {
    const { db, own, now, home } = await opened(event);
    const steps = await stepsOf(db, own, runningOf(own, now));
    const open = steps.find(({ exercises }) =>
      exercises.some(({ done }) => done === 'open' || done === 'begun')
    );
    redirect(303, open ? `${home}${open.id}/` : `${home}hand-in/`);
  }
};
