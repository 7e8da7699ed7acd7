import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request, type APIRequestContext, type APIResponse } from '@playwright/test';
import { account, fullClass, PASSWORD, type FullClass } from '../../src/lib/server/class-fixture.ts';
import { onlyOf, type ClassExport } from '../../src/lib/server/class-export.ts';
import type { Place } from '../../src/lib/server/db/place.ts';
import { openStore } from '../../src/lib/server/db/store.ts';
import { startPostgres } from '../../scripts/postgres.js';
import { join as enter } from '../../src/lib/server/learners.ts';
import { acceptInvitation, inviteTeacher } from '../../src/lib/server/teachers.ts';
import { RULES, routes, type Route } from './access-table.ts';
import { expect, test } from './helpers.ts';
import { pinned } from './pinned.ts';
import { serve, type Serving } from './serving.ts';

/** Nothing of a class is seen or changed by anybody who is not of it: not by a page, a form, an endpoint, or an id. */

/** `learnerBeside` is of the class, and the assignment is for others of it. */
type Who =
  'nobody' | 'learner' | 'learnerBeside' | 'learnerElsewhere' | 'teacherElsewhere' | 'coTeacher' | 'owner';

/** What is looked at of an answer, whether it came whole or is the beginning of a stream. */
type Answer = Pick<APIResponse, 'status' | 'headers' | 'text' | 'url'>;

interface World {
  guarded: FullClass;
  other: FullClass;
  as: Record<Who, APIRequestContext>;
  /** The cookies of each, for streams: those are not read to an end that never comes. */
  cookies: Map<APIRequestContext, string>;
  /** A sentence of the key that nobody may read yet. */
  reason: string;
  server: Serving;
  origin: string;
  clear: () => Promise<void>;
}

/** Words that only the guarded class has: in no answer to anybody else. */
const MARKS = ['Guarded Class', 'Guarded Assignment', 'Quiet Maple', 'Calm Lake', 'guarded.owner'];
const RESERVED = 'sort-reserved';

let world: World;

/** Where the class is kept, and what takes it away. */
interface Ground {
  place: Place;
  env: Record<string, string>;
  clear: () => Promise<void>;
}

/** The classes of a school are in either; PostgreSQL is installed where it is missing and that may be done, and else said to be. */
const GROUNDS: Record<string, () => Promise<Ground>> = {
  'the embedded database': () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'whose-words-access-'));
    const clear = () => Promise.resolve(rmSync(dataDir, { recursive: true }));
    return Promise.resolve({ place: { dataDir }, env: { DATA_DIR: dataDir }, clear });
  },
  PostgreSQL: async () => {
    const { url, remove } = await startPostgres({ durable: false });
    return { place: { databaseUrl: url }, env: { DATABASE_URL: url }, clear: remove };
  }
};

async function makeWorld({ place, env, clear }: Ground): Promise<World> {
  const store = await openStore(place);
  const { db } = store;
  const now = Date.now() - 3_600_000;
  const [owner, coTeacher, elsewhere] = [
    await account(db, 'guarded.owner', now),
    await account(db, 'co.teacher', now),
    await account(db, 'elsewhere', now)
  ];
  const exercise = await pinned(RESERVED);
  const guarded = await fullClass(db, {
    ...{
      name: 'Guarded Class',
      title: 'Guarded Assignment',
      teacher: owner,
      learners: ['Quiet Maple', 'Calm Lake']
    },
    ...{ now, exercise }
  });
  const other = await fullClass(db, {
    ...{ name: 'Another Class', teacher: elsewhere, learners: ['Brave Harp'], now, exercise }
  });
  await acceptInvitation(db, await inviteTeacher(db, guarded.by), coTeacher, now);
  const beside = await enter(db, guarded.joinCode, 'Early Fern', now);
  if ('refused' in beside) throw new Error(beside.refused);
  await store.close();
  const server = await serve(env);
  const { origin } = new URL(server.url);
  const cookies = new Map<APIRequestContext, string>();
  const begin = async (cookie = '') => {
    const context = await request.newContext({
      baseURL: server.url,
      extraHTTPHeaders: cookie ? { cookie } : {}
    });
    cookies.set(context, cookie);
    return context;
  };
  const signedIn = async (name: string) => {
    const context = await begin();
    const form = { name, password: PASSWORD };
    const answer = await context.post('./desk/sign-in/', {
      form,
      headers: { origin, accept: 'text/html' },
      maxRedirects: 0
    });
    expect(answer.status()).toBe(303);
    const kept = (await context.storageState()).cookies;
    cookies.set(context, kept.map(({ name, value }) => `${name}=${value}`).join('; '));
    return context;
  };
  const learnerOf = ({ classId, learners }: FullClass) => begin(`learner-${classId}=${learners[0]!.token}`);
  return {
    ...{ guarded, other, server, origin, clear, cookies },
    reason: /"reason":"([^"\\]{20,})"/.exec(exercise.key)![1]!,
    as: {
      nobody: await begin(),
      learner: await learnerOf(guarded),
      learnerBeside: await begin(`learner-${guarded.classId}=${beside.token}`),
      learnerElsewhere: await learnerOf(other),
      teacherElsewhere: await signedIn('elsewhere'),
      coTeacher: await signedIn('co.teacher'),
      owner: await signedIn('guarded.owner')
    }
  };
}

const post = (context: APIRequestContext, path: string, form: Record<string, string>) =>
  context.post(path, { form, headers: { origin: world.origin, accept: 'text/html' }, maxRedirects: 0 });

/** What stands in the place of the names in a route. */
type Ids = Record<string, string>;

const idsOf = (of: FullClass): Ids => {
  const [first] = of.learners;
  return {
    class: of.classId,
    assignment: of.assignment,
    live: of.live,
    part: of.part,
    learner: first!.id,
    rescoring: of.rescoring,
    number: '1'
  };
};

function pathOf(route: string, ids: Ids): string {
  return `.${route.replaceAll(/\[(\w+)\]/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`${route}: say in idsOf what stands for [${name}]`);
    return id;
  })}`;
}

/** A request that a route takes. */
interface Try {
  name: string;
  send: (context: APIRequestContext, ids: Ids) => Promise<Answer>;
}

/**
 * Everything that a route takes.
 * @param of the class, and the learner in it, that forms name
 */
function triesOf({ id, page, actions, endpoints }: Route, of: FullClass, victim = of.learners[0]!): Try[] {
  const { actions: fields = {}, endpoints: bodies = {}, streams } = RULES[id]!;
  const get = (end: string): Try => ({
    name: `GET ${id}${end}`,
    send: (context, ids) => context.get(pathOf(id, ids) + end, { maxRedirects: 0 })
  });
  return [
    ...(page ? [get('/'), get('/__data.json')] : []),
    ...actions.map((action): Try => {
      const end = action === 'default' ? '/' : `/?/${action}`;
      const form = fields[action]!(of, victim);
      return { name: `POST ${id}${end}`, send: (context, ids) => post(context, pathOf(id, ids) + end, form) };
    }),
    ...endpoints.map((method): Try => {
      const data = bodies[method]!(of, victim);
      const sent = data === null ? {} : { data, headers: { origin: world.origin } };
      return {
        name: `${method} ${id}`,
        send: (context, ids) =>
          streams
            ? beginningOf(context, pathOf(id, ids))
            : context.fetch(pathOf(id, ids), { method, maxRedirects: 0, ...sent })
      };
    })
  ];
}

/** The first that a stream says. */
async function beginningOf(context: APIRequestContext, path: string): Promise<Answer> {
  const url = new URL(path, world.server.url).href;
  const leave = new AbortController();
  const answer = await fetch(url, {
    headers: { cookie: world.cookies.get(context) ?? '' },
    redirect: 'manual',
    signal: leave.signal
  });
  const first = await answer.body?.getReader().read();
  leave.abort();
  const text = new TextDecoder().decode(first?.value);
  return {
    status: () => answer.status,
    headers: () => Object.fromEntries(answer.headers),
    text: () => Promise.resolve(text),
    url: () => url
  };
}

/** What came of it, in a word: where it led, or the status. */
async function outcomeOf(answer: Answer): Promise<string> {
  const text = await answer.text();
  // Who only listens cannot be led anywhere: they are told.
  if (text.startsWith('event: refused')) return 'refused';
  const data = answer.url().includes('__data.json');
  const location = data
    ? /^\{"type":"redirect","location":"([^"]*)"/.exec(text)?.[1]
    : answer.headers()['location'];
  if (location?.includes('desk/sign-in/?back=')) return 'sign-in';
  if (location?.includes('join/?back=')) return 'join';
  const status = data
    ? (/"type":"error"[^]*?"status":(\d+)/.exec(text)?.[1] ?? answer.status())
    : answer.status();
  return String(status);
}

/** The page without what differs from one to the next. */
const bare = (text: string, ids: Ids) =>
  Object.values(ids).reduce((all, id) => all.replaceAll(id, 'ID'), text.replaceAll(/nonce="[^"]*"/g, ''));

/** All that the guarded class is, but for the notes that it was asked for. */
async function everything(): Promise<ClassExport> {
  const answer = await world.as.owner.get(`./desk/classes/${world.guarded.classId}/export.json`);
  const all = (await answer.json()) as ClassExport;
  const audit = all.rows.audit.filter(({ what }) => what !== 'exported');
  return { ...all, exportedAt: '', rows: { ...all.rows, audit } };
}

const ROUTES = routes();
const DESK = ROUTES.filter(({ id }) => id.startsWith('/desk/'));
const OF_TEACHERS = DESK.filter(({ id }) => id.includes('[class]'));
/** The page of the class last: there one leaves it. */
const OF_LEARNERS = ROUTES.filter(({ id }) => id.startsWith('/class/')).toReversed();
const UNKNOWN = {
  class: '0'.repeat(20),
  assignment: '0'.repeat(20),
  live: '0'.repeat(20),
  part: '0'.repeat(20),
  learner: '0'.repeat(20),
  rescoring: '0'.repeat(20),
  number: '1'
};

async function expectNothingOf(answer: Answer, name: string): Promise<void> {
  const text = await answer.text();
  for (const mark of MARKS) expect(text.includes(mark), `${name} tells ${mark}`).toBe(false);
}

test.describe('The table of a class @server @wide', () => {
  test('has a row for every route, action and endpoint, and every row is one', () => {
    const named = Object.entries(RULES).map(([id, { actions = {}, endpoints = {} }]) => ({
      id,
      actions: Object.keys(actions).toSorted(),
      endpoints: Object.keys(endpoints).toSorted()
    }));
    const there = ROUTES.map(({ id, actions, endpoints }) => ({
      id,
      actions: actions.toSorted(),
      endpoints: endpoints.toSorted()
    }));
    const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
    expect(named.sort(byId)).toEqual(there.sort(byId));
  });
});

for (const [engine, ground] of Object.entries(GROUNDS))
  test.describe(`Of a class in ${engine} @server @wide`, () => {
    test.describe.configure({ mode: 'serial', timeout: 90_000 });
    test.beforeAll(async () => {
      world = await makeWorld(await ground());
    });
    test.afterAll(async () => {
      await Promise.all(Object.values(world.as).map((context) => context.dispose()));
      await world.server.stop();
      await world.clear();
    });

    test('nobody, no learner, and no instructor of another class sees or changes anything', async () => {
      const { guarded, other, as } = world;
      const before = await everything();
      const cases: [Route[], Who[], (outcome: string) => boolean][] = [
        [DESK, ['nobody', 'learner'], (outcome) => outcome === 'sign-in' || outcome === 'refused'],
        [OF_TEACHERS, ['teacherElsewhere'], (outcome) => outcome === '404' || outcome === 'refused'],
        [
          OF_LEARNERS,
          ['nobody', 'learnerElsewhere', 'teacherElsewhere', 'coTeacher', 'owner'],
          (outcome) => /^(join|refused|40[134])$/.test(outcome)
        ]
      ];
      for (const [routes, people, isRefused] of cases)
        for (const route of routes)
          for (const { name, send } of triesOf(route, guarded))
            for (const who of people) {
              const answer = await send(as[who], idsOf(guarded));
              const outcome = await outcomeOf(answer);
              expect(isRefused(outcome), `${name} as ${who}: ${outcome}`).toBe(true);
              await expectNothingOf(answer, `${name} as ${who}`);
            }
      // Whoever has a class of their own tries it with ids of this one: in addresses, and in forms.
      const mixed = { ...idsOf(guarded), class: other.classId };
      // The learner first: of their own class the instructor may erase all.
      for (const [routes, who] of [
        [OF_LEARNERS, 'learnerElsewhere'],
        [OF_TEACHERS, 'teacherElsewhere']
      ] as const)
        for (const route of routes) {
          const deeper = pathOf(route.id, mixed) !== pathOf(route.id, idsOf(other));
          for (const { name, send } of triesOf(route, guarded)) {
            if (deeper) {
              const answer = await send(as[who], mixed);
              const outcome = RULES[route.id]?.streams ? 'refused' : '404';
              expect(await outcomeOf(answer), `${name} with ids of another class`).toBe(outcome);
              await expectNothingOf(answer, name);
            }
            await expectNothingOf(await send(as[who], idsOf(other)), `${name} of their own`);
          }
        }
      for (const { name, send } of triesOf(
        ROUTES.find(({ id }) => id === '/join')!,
        guarded
      ))
        await expectNothingOf(await send(as.nobody, {}), name);
      expect(await everything()).toEqual(before);
    });

    test('a class of others is to an instructor what no class is', async () => {
      const { guarded, as } = world;
      for (const route of OF_TEACHERS.filter(({ page }) => page)) {
        const [there] = triesOf(route, guarded);
        const of = async (ids: Ids) => bare(await (await there!.send(as.teacherElsewhere, ids)).text(), ids);
        expect(await of(idsOf(guarded)), route.id).toBe(await of(UNKNOWN));
      }
    });

    test('a learner of the class sees and changes nothing of what is set to others of it, and is not told to whom', async () => {
      const { guarded, as, reason } = world;
      const before = await everything();
      for (const route of OF_LEARNERS.filter(({ id }) => id.includes('[assignment]')))
        for (const { name, send } of triesOf(route, guarded)) {
          const answer = await send(as.learnerBeside, idsOf(guarded));
          expect(await outcomeOf(answer), name).toMatch(/^40[034]$/);
          const text = await answer.text();
          for (const mark of ['Guarded Assignment', 'Quiet Maple', 'Calm Lake', reason])
            expect(text.includes(mark), `${name} tells ${mark}`).toBe(false);
        }
      const home = `./class/${guarded.classId}/`;
      // The session that runs in the class has its title.
      expect(await (await as.learnerBeside.get(home)).text()).not.toContain(guarded.assignment);
      expect(await (await as.learner.get(home)).text()).toContain(guarded.assignment);
      const link = await as.learnerBeside.get(`${home}${guarded.assignment}/`);
      expect(await link.text()).toContain('This is set to others in your class.');
      expect(await everything()).toEqual(before);
    });

    test('no learner changes what is another’s, or sees the key of a reserved exercise that may still be answered', async () => {
      const { guarded, as, reason } = world;
      const [, victim] = guarded.learners;
      const own = async () => onlyOf(await everything(), victim!.id).rows;
      const before = await own();
      let told = '';
      for (const route of OF_LEARNERS)
        for (const { name, send } of triesOf(route, guarded, victim)) {
          const text = await (await send(as.learner, idsOf(guarded))).text();
          for (const mark of ['Calm Lake', reason, victim!.id])
            expect(text.includes(mark), `${name} tells ${mark}`).toBe(false);
          told += text;
        }
      expect(await own()).toEqual(before);
      // What is looked for could have been there.
      for (const mark of ['Guarded Class', 'Guarded Assignment', 'Quiet Maple']) expect(told).toContain(mark);
    });

    test('a co-teacher sees all of it, and does not do what is the owner’s', async () => {
      const { guarded, as } = world;
      let told = '';
      for (const route of OF_TEACHERS) {
        for (const { name, send } of triesOf(route, guarded).filter((one) => one.name.startsWith('GET'))) {
          const answer = await send(as.coTeacher, idsOf(guarded));
          expect(await outcomeOf(answer), name).toMatch(/^(200|303)$/);
          told += await answer.text();
        }
        for (const action of RULES[route.id]!.owner ?? []) {
          const form = RULES[route.id]!.actions![action]!(guarded, guarded.learners[0]!);
          const answer = await post(as.coTeacher, `${pathOf(route.id, idsOf(guarded))}/?/${action}`, form);
          expect(answer.status(), `${route.id} ${action}`).toBe(403);
        }
      }
      for (const mark of MARKS) expect(told).toContain(mark);
    });
  });
