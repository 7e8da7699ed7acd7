import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request, type APIRequestContext } from '@playwright/test';
import { account, fullClass, PASSWORD, type FullClass } from '../../src/lib/server/class-fixture.ts';
import type { ClassExport } from '../../src/lib/server/class-export.ts';
import type { Place } from '../../src/lib/server/db/place.ts';
import { openStore } from '../../src/lib/server/db/store.ts';
import { startPostgres } from '../../scripts/postgres.js';
import { join as enter } from '../../src/lib/server/learners.ts';
import { acceptInvitation, inviteTeacher } from '../../src/lib/server/teachers.ts';
import { expect } from './helpers.ts';
import { pinned } from './pinned.ts';
import { serve, type Serving } from './serving.ts';

/** For the journeys about access: a class that is guarded, another one, and all who may try to get in. */

/** `learnerBeside` is of the class, and the assignment is for others of it. */
export type Who =
  'nobody' | 'learner' | 'learnerBeside' | 'learnerElsewhere' | 'teacherElsewhere' | 'coTeacher' | 'owner';

export interface World {
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

const RESERVED = 'sort-reserved';

/** Where the class is kept, and what takes it away. */
export interface Ground {
  place: Place;
  env: Record<string, string>;
  clear: () => Promise<void>;
}

/** The classes of a school are in either; PostgreSQL is installed where it is missing and that may be done, and else said to be. */
export const GROUNDS: Record<string, () => Promise<Ground>> = {
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

export async function makeWorld({ place, env, clear }: Ground): Promise<World> {
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

/** Takes it all away. */
export async function endWorld({ as, server, clear }: World): Promise<void> {
  await Promise.all(Object.values(as).map((context) => context.dispose()));
  await server.stop();
  await clear();
}

/** All that the guarded class is, but for the notes that it was asked for. */
export async function everything({ as, guarded }: World): Promise<ClassExport> {
  const answer = await as.owner.get(`./desk/classes/${guarded.classId}/export.json`);
  const all = (await answer.json()) as ClassExport;
  const audit = all.rows.audit.filter(({ what }) => what !== 'exported');
  return { ...all, exportedAt: '', rows: { ...all.rows, audit } };
}
