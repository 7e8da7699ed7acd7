import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Kysely } from 'kysely';
import { resolve } from '$app/paths';
import { Id } from '$lib/classroom/ids.ts';
import { TypedName } from '$lib/classroom/pseudonyms.ts';
import { dropLearner, keepLearner, learnerCookie, learnersHere } from '$lib/server/access.ts';
import { worksOf } from '$lib/server/assigned.ts';
import { backOf } from '$lib/server/back.ts';
import { askCode, TOO_OLD, type Asked, type TooOld } from '$lib/server/codes.ts';
import { inMinutes } from '$lib/server/failures.ts';
import type { Database } from '$lib/server/db/schema.ts';
import { fieldsOf, given } from '$lib/server/forms.ts';
import { plainCode, shownCode } from '$lib/server/ids.ts';
import {
  choiceOf,
  comeBack,
  join,
  joinTyped,
  openClass,
  type Entered,
  type Refused
} from '$lib/server/learners.ts';
import { tellWho } from '$lib/server/live/here.ts';
import { runningIn, shutIn } from '$lib/server/live/sessions.ts';
import { dropRecovery, keepRecovery } from '$lib/server/recovery.ts';
import { fullPath } from '$lib/server/site.ts';
import { store } from '$lib/server/store.ts';
import { z } from 'zod';
import type { Actions, PageServerLoad } from './$types';
import { tooOld } from './too-old.ts';

/** Pages of classes are made for whoever asks. */
export const prerender = false;

const UNKNOWN =
  'No class opens with this code. Look at it once more, letter by letter. If it is right, the door of the class may be shut: ask your instructor.';
const TAKEN = 'Somebody has this name already. Choose another one.';
const FULL = 'This class takes no more learners. Tell your instructor.';

const waiting = (wait: number) => `Too many codes were wrong. Wait ${inMinutes(wait)}, then try again.`;

export const load: PageServerLoad = async (event) => {
  const joined = await learnersHere(event);
  const { db } = await store();
  const here = await Promise.all(
    joined.map(async ({ class: { id, name }, learner }) => ({
      ...{ id, name, learner: learner.name, learnerId: learner.id },
      works: await worksOf(db, { classId: id, learnerId: learner.id })
    }))
  );
  const { searchParams } = event.url;
  const back = searchParams.get('back');
  const typed = searchParams.get('code');
  // A device that still has the cookie of a class that it is no more in.
  const of = /\/class\/([0-9a-z]+)\//.exec(back ?? '')?.[1];
  const left =
    of !== undefined &&
    event.cookies.get(learnerCookie(of)) !== undefined &&
    !here.some(({ id }) => id === of);
  const asked = { here, back, left, typed: typed ?? '', problem: '', found: null };
  if (!typed) return asked;
  const code = plainCode(typed);
  const outcome = await askCode(db, asking(event), () => openClass(db, code, Date.now()));
  if (!('found' in outcome)) return { ...asked, problem: said(outcome, UNKNOWN, here.length > 0) };
  const { id, name, typed_names } = outcome.found;
  const mine = here.find((each) => each.id === id);
  const found = {
    id,
    name,
    code: shownCode(code),
    typedNames: typed_names === 1,
    mine: mine ?? null,
    /** The session that runs in it: whoever is in the class goes there at once. */
    running: mine && (await runningIn(db, id)),
    /** Whether the session that runs in it lets nobody new in, and they have not said that they join all the same. */
    shut: !mine && !searchParams.has('anyway') && (await shutIn(db, id)),
    ...(await choiceOf(db, id))
  };
  return { ...asked, found };
};

const asking = (event: RequestEvent) => ({
  address: event.getClientAddress(),
  now: Date.now()
});

type Refusal = Exclude<Asked<unknown>, { found: unknown }>;

const said = (outcome: Refusal, unknown: string, here = false) =>
  'wait' in outcome ? waiting(outcome.wait) : 'tooOld' in outcome ? tooOld(here) : unknown;

const Recovery = z.object({ recovery: z.string().min(1, 'Type your recovery code.').max(100) });

export const actions: Actions = {
  join: async (event) => {
    const { name = '' } = await fieldsOf(event.request);
    const code = plainCode(event.url.searchParams.get('code') ?? '');
    const { db } = await store();
    const entering = () => known(openDoor(event, db, code, () => join(db, code, name, Date.now())));
    return enter(event, await askCode(db, asking(event), entering));
  },

  typed: async (event) => {
    const form = await given(event.request, z.object({ name: TypedName }));
    if ('problems' in form)
      return fail(400, { typed: form.typed.name ?? '', name: form.problems.name ?? '' });
    const { name } = form.data;
    const code = plainCode(event.url.searchParams.get('code') ?? '');
    const { db } = await store();
    const entering = () => known(openDoor(event, db, code, () => joinTyped(db, code, name, Date.now())));
    return enter(event, await askCode(db, asking(event), entering), name);
  },

  return: async (event) => {
    const form = await given(event.request, Recovery);
    if ('problems' in form) return fail(400, { recovery: '', unknown: form.problems.recovery ?? '' });
    const code = plainCode(form.data.recovery);
    const { db } = await store();
    const asked = await askCode(db, asking(event), () => comeBack(db, code, Date.now()));
    if ('found' in asked) {
      // A one-time code puts every other device out.
      await tellWho(asked.found.classId);
      return goIn(event, asked.found);
    }
    const unknown = said(asked, 'No learner has this code. Look at it once more, letter by letter.');
    return fail('wait' in asked ? 429 : 400, { recovery: form.data.recovery, unknown });
  },

  leave: async (event) => {
    // What is no id names no cookie: nobody can be in there.
    const named = Id.safeParse((await fieldsOf(event.request)).class);
    if (named.success) {
      if (await dropLearner(event, named.data)) await tellWho(named.data);
      dropRecovery(event, named.data);
    }
    redirect(303, event.url.pathname + searchOf(event));
  }
};

/** What a session does that was shut to newcomers since the page was loaded. */
type Shut = { refused: 'session-shut' };

/** Enters, unless a session runs there that lets nobody new in, and they do not know that. */
async function openDoor(
  { url }: RequestEvent,
  db: Kysely<Database>,
  code: string,
  entering: () => Promise<Entered | Refused>
): Promise<Entered | Refused | Shut> {
  const found = url.searchParams.has('anyway') ? null : await openClass(db, code, Date.now());
  return found && found !== TOO_OLD && (await shutIn(db, found.id))
    ? { refused: 'session-shut' }
    : entering();
}

/** What a closed class answers is what an unknown code does. */
async function known(
  outcome: Promise<Entered | Refused | Shut>
): Promise<Entered | Refused | Shut | TooOld | null> {
  const entered = await outcome;
  if (!('refused' in entered)) return entered;
  return entered.refused === 'closed' ? null : entered.refused === 'old' ? TOO_OLD : entered;
}

function enter(event: RequestEvent, asked: Asked<Entered | Refused | Shut>, typed = '') {
  if (!('found' in asked)) return fail('wait' in asked ? 429 : 400, { problem: said(asked, UNKNOWN) });
  const { found } = asked;
  if (!('refused' in found)) return goIn(event, found);
  if (found.refused === 'session-shut') return fail(409, { shut: true, typed });
  const problem = found.refused === 'full' ? FULL : TAKEN;
  return fail(409, typed ? { typed, name: problem } : { problem });
}

/** To the page of the class that was asked for, else into the session that runs, else to the class. Whoever was in it on this device is out. */
async function goIn(event: RequestEvent, { classId, token, recovery }: Entered): Promise<never> {
  if (await dropLearner(event, classId)) await tellWho(classId);
  // A code that is shown there is of whoever was in before.
  dropRecovery(event, classId);
  keepLearner(event, { classId, token });
  const home = fullPath(event, resolve(`/class/${classId}/`));
  // Who joins all the same is not in the session: they begin at the class, where it says so.
  const running = event.url.searchParams.has('anyway') ? null : await runningIn((await store()).db, classId);
  const first = running ? fullPath(event, resolve(`/class/${classId}/live/${running.id}/`)) : home;
  const back = backOf(event.url.searchParams.get('back'), first);
  const next = back.startsWith(home) ? back : first;
  if (recovery === null) redirect(303, next);
  keepRecovery(event, classId, recovery);
  // A session that runs waits for nobody: its page shows the code beside what is to be done.
  redirect(303, next === first ? first : `${home}?next=${encodeURIComponent(next)}`);
}

/** The address without the name of an action. */
function searchOf({ url }: RequestEvent): string {
  const kept = new URLSearchParams([...url.searchParams].filter(([name]) => !name.startsWith('/')));
  return kept.size > 0 ? `?${kept}` : '';
}
