import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { APIRequestContext } from '@playwright/test';
import { assigned, begin, handIn, joined } from './assigning.ts';
import {
  annotationOf,
  exercise,
  expect,
  EXERCISES,
  filesIn,
  PACKS,
  press,
  ready,
  test,
  textOf,
  textsOf
} from './helpers.ts';
import { pinned } from './pinned.ts';
import { LAYERS } from './reading.ts';

/**
 * Every address that the routes have is asked for while a reserved exercise may still be answered. A route that is added
 * is asked for as well; where it has a parameter of a new name, say in `VALUES` what stands for it.
 */

const SORT = 'warm-up/sort-reserved';
const RESERVED = [SORT, 'warm-up/mark-reserved', 'warm-up/link-reserved'];
const UNKNOWN = '0'.repeat(20);

/** Letters and digits alone, so that neither escapes nor quotation marks hide a sentence. */
const bare = (text: string) =>
  text
    .replaceAll(/&(quot|amp|lt|gt|#39|#x27);|\\u00[0-9a-f]{2}|\\[nrt]/gi, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

function reasonsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'reason' && typeof inner === 'string' && inner.length > 30 ? [bare(inner)] : reasonsIn(inner)
  );
}

/** What only the key of the reserved exercises has: its reasons, and the ids of what their items do not name. */
async function secrets(): Promise<{ reasons: string[]; ids: string[] }> {
  const open = new Set(
    filesIn('warm-up/keys', '.json')
      .filter((id) => id !== 'reserved')
      .flatMap((id) => reasonsIn(annotationOf('warm-up', id)))
  );
  const reasons = reasonsIn(annotationOf('warm-up', 'reserved')).filter((reason) => !open.has(reason));
  const exercises = await Promise.all(RESERVED.map((name) => pinned(name.split('/')[1]!)));
  const idsIn = (text: string) => text.match(/reserved#\w+/g) ?? [];
  const items = new Set(exercises.flatMap(({ item }) => idsIn(item)));
  const ids = exercises.flatMap(({ key }) => idsIn(key)).filter((id) => !items.has(id));
  return { reasons, ids: [...new Set(ids)] };
}

type Chosen = Record<string, string>;

/** What stands for the parameters of routes, given those before it. `places`: ids of classes, their work and its steps. */
const values =
  (places: readonly Chosen[]) =>
  (name: string, before: Chosen): readonly string[] => {
    const there = places.filter((place) =>
      Object.entries(before).every(([key, value]) => place[key] === value)
    );
    const of = (key: string) => [...new Set(there.flatMap((place) => place[key] ?? []))];
    const pack = before.pack!;
    const VALUES: Record<string, () => readonly string[]> = {
      // Files of packs that keep nothing back are looked at in `secrecy.e2e.ts`.
      pack: () => PACKS.filter((pack) => RESERVED.some((name) => name.startsWith(`${pack}/`))),
      lesson: () => filesIn(pack, '.md').filter((slug) => !slug.endsWith('.teacher')),
      exercise: () => EXERCISES.filter((each) => each.name.startsWith(`${pack}/`)).map(slugOf),
      source: () => filesIn(`${pack}/sources`, '.txt'),
      // Each pair has one address, in the order of the pack; a reserved text has none with any other.
      other: () => [...textsOf(pack).slice(textsOf(pack).indexOf(before.source!) + 1), 'reserved'],
      layer: () => LAYERS,
      picture: () => ['ledger', 'naming'],
      class: () => of('class'),
      assignment: () => of('assignment'),
      part: () => of('part'),
      number: () => ['1', '2'],
      learner: () => [UNKNOWN],
      rescoring: () => [UNKNOWN],
      // What a session that runs tells its learners, the journeys of sessions look at.
      live: () => [UNKNOWN]
    };
    const found = VALUES[name];
    if (!found) throw new Error(`say in VALUES what stands for [${name}]`);
    return found();
  };

const slugOf = ({ name }: { name: string }) => name.split('/')[1]!;

const ROUTES = fileURLToPath(new URL('../../src/routes', import.meta.url));

/** Every address of the site, with the data of each page. */
function addresses(places: readonly Chosen[]): string[] {
  const valuesOf = values(places);
  const files = readdirSync(ROUTES, { recursive: true, encoding: 'utf8' }).map((file) =>
    file.replaceAll('\\', '/')
  );
  return files.flatMap((file) => {
    const [, folder = '', kind] = /^(?:(.*)\/)?\+(page\.svelte|server\.ts)$/.exec(file) ?? [];
    if (!kind) return [];
    const parts = folder.split('/').filter((part) => part !== '' && !part.startsWith('('));
    let paths: { path: string; chosen: Chosen }[] = [{ path: '.', chosen: {} }];
    for (const part of parts) {
      const name = /\[(\w+)\]/.exec(part)?.[1];
      paths = paths.flatMap(({ path, chosen }) =>
        name
          ? valuesOf(name, chosen).map((value) => ({
              path: `${path}/${part.replace(`[${name}]`, value)}`,
              chosen: { ...chosen, [name]: value }
            }))
          : [{ path: `${path}/${part}`, chosen }]
      );
    }
    return paths.flatMap(({ path }) => (kind === 'server.ts' ? [path] : [`${path}/`, `${path}/__data.json`]));
  });
}

/** Asks for all of it, and says what came of each address. */
async function crawl(request: APIRequestContext, paths: readonly string[]): Promise<Map<string, string>> {
  const said = new Map<string, string>();
  const queue = [...paths];
  const lane = async () => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift())
      said.set(path, await (await request.get(path, { maxRedirects: 0, maxRetries: 2 })).text());
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
  return said;
}

test.describe('The keys of an assignment @server @wide', () => {
  test('reach nobody by any address while a reserved exercise may be answered, and its learner afterwards', async ({
    page,
    browser,
    playwright,
    baseURL
  }) => {
    test.slow();
    const steps = RESERVED.map((name) => `exercise:${name}`);
    const fields = { attempts: '2', feedback: 'at-once' };
    const set = await assigned(page, { steps, fields });
    const elsewhere = await assigned(await (await browser.newContext()).newPage(), { steps, fields });
    const learner = await joined(browser, set);
    const task = exercise(learner, SORT);
    const answer = async () => {
      await begin(learner);
      await press(task.getByRole('radio').first());
      await expect(task.getByText(/^Saved/)).toBeVisible();
    };
    await answer();
    const links = learner.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: /^Step/ });
    const parts = await links.evaluateAll((all: HTMLAnchorElement[]) => all.map(({ href }) => href));
    await handIn(learner);
    await press(learner.getByRole('link', { name: 'Back to the assignment' }));
    await answer();

    const ids = ({ classId, path }: typeof set) => ({ class: classId, assignment: path.split('/').at(-2)! });
    const places = [set, elsewhere].flatMap((one) =>
      parts.map((part) => ({ ...ids(one), part: part.split('/').at(-2)! }))
    );
    const all = addresses(places);
    expect(all.length).toBeGreaterThan(200);
    const nobody = await playwright.request.newContext({ baseURL: baseURL! });
    const isMade = (path: string) => /^\.\/(class|desk|join|live|api)\b/.test(path);
    const toLearner = await crawl(learner.request, all);
    // What is the same file for everybody was asked for already.
    const toNobody = await crawl(nobody, all.filter(isMade));
    const json = { headers: { origin: new URL(baseURL!).origin } };
    const submitted = { exercise: SORT, version: (await pinned('sort-reserved')).version, answer: {} };
    for (const [request, said] of [
      [learner.request, toLearner],
      [nobody, toNobody]
    ] as const)
      said.set('api/check', await (await request.post('./api/check', { ...json, data: submitted })).text());
    const worker = await (await nobody.get('./service-worker.js')).text();
    toNobody.set('service-worker.js', worker);

    const { reasons, ids: keyed } = await secrets();
    expect(reasons.length).toBeGreaterThan(20);
    expect(keyed.length).toBeGreaterThan(0);
    const sentences = textOf('warm-up', 'reserved')
      .split(/(?<=[.”])\s+/)
      .map(bare)
      .filter((text) => text.length > 30);
    for (const [path, text] of [...toLearner, ...toNobody]) {
      const told = bare(text);
      expect(
        reasons.filter((reason) => told.includes(reason)),
        path
      ).toEqual([]);
      expect(
        keyed.filter((id) => text.includes(id)),
        path
      ).toEqual([]);
    }
    for (const [path, text] of toNobody) {
      const told = bare(text);
      expect(
        sentences.filter((sentence) => told.includes(sentence)),
        path
      ).toEqual([]);
    }
    for (const name of [...RESERVED, 'warm-up/reserved']) expect(worker).not.toContain(name);
    // What is looked for could have been there: the learner has the text, and its statements.
    const own = bare([...toLearner.values()].join());
    expect(sentences.filter((sentence) => !own.includes(sentence)).length).toBeLessThan(sentences.length / 2);

    await handIn(learner);
    await ready(learner);
    const after = bare(
      [...(await crawl(learner.request, [`${set.path}attempts/2/__data.json`])).values()].join()
    );
    expect(reasons.filter((reason) => after.includes(reason)).length).toBeGreaterThan(5);
    const still = bare(
      await (await nobody.get(`${set.path}attempts/2/__data.json`, { maxRedirects: 0 })).text()
    );
    expect(reasons.filter((reason) => still.includes(reason))).toEqual([]);
    await nobody.dispose();
  });
});
