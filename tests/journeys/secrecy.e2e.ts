import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import builds from '../../scripts/builds.cjs';
import {
  annotationOf,
  check,
  exercise,
  expect,
  filesIn,
  LESSON_NAMES,
  open,
  OPEN,
  EXERCISES,
  PACKS,
  pairsOf,
  practice,
  ready,
  test,
  textOf,
  textsOf
} from './helpers.ts';
import { LAYERS } from './reading.ts';
import { bare, expectStrict, reasonsIn } from './secrets.ts';

/** Every file below a folder of the build. */
function filesBelow(folder: string): string[] {
  const at = fileURLToPath(new URL(`../../${folder}`, import.meta.url));
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`);
}

const RESERVED = EXERCISES.filter(({ access }) => access === 'reserved');

/** What must stay with the server: the reasons, and whole sentences of a text that only reserved exercises use. */
function secrets(): string[] {
  const sourcesOf = ({ name, select }: (typeof EXERCISES)[number]) => {
    const pack = name.split('/')[0]!;
    const named = JSON.stringify(select);
    return filesIn(`${pack}/sources`, '.txt')
      .filter((id) => named.includes(`"${id}"`) || named.includes(`"${id}#`))
      .map((id) => `${pack}/${id}`);
  };
  const open = new Set(OPEN.flatMap(sourcesOf));
  const closed = [...new Set(RESERVED.flatMap(sourcesOf))].filter((name) => !open.has(name));
  expect(closed.length).toBeGreaterThan(0);
  const reasonsOf = (name: string) => {
    const [pack, id] = name.split('/') as [string, string];
    return reasonsIn(annotationOf(pack, id)).map(bare);
  };
  // What is said of every byline gives nothing away.
  const common = new Set([...open].flatMap(reasonsOf));
  return closed.flatMap((name) => {
    const [pack, id] = name.split('/') as [string, string];
    const sentences = textOf(pack, id)
      .split(/(?<=[.”])\s+/)
      .map(bare);
    return [...reasonsOf(name).filter((reason) => !common.has(reason)), ...sentences].filter(
      (text) => text.length > 30
    );
  });
}

function expectNone(files: string[]): void {
  const wanted = secrets();
  expect(wanted.length).toBeGreaterThan(50);
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) {
    if (/\.(br|gz|woff2|png)$/.test(file)) continue;
    const text = bare(readFileSync(file, 'utf8'));
    const found = wanted.filter((secret) => text.includes(secret));
    expect(found, file).toEqual([]);
  }
}

test.describe('What is kept back', () => {
  test('no page of an open exercise holds a reason of its key, nor does its data @wide', async ({ page }) => {
    for (const { name } of OPEN) {
      const key: unknown = await (await page.request.get(`./keys/${name}.json`, { maxRetries: 2 })).json();
      const reasons = reasonsIn(key).map(bare);
      expect(reasons.length, name).toBeGreaterThan(2);
      for (const path of [
        practice(name),
        `${practice(name)}__data.json`,
        `./print/${name}/`,
        `./print/${name}/__data.json`
      ]) {
        const response = await page.request.get(path, { maxRetries: 2 });
        expect(response.status(), path).toBe(200);
        const text = bare(await response.text());
        expect(
          reasons.filter((reason) => text.includes(reason)),
          path
        ).toEqual([]);
      }
    }
  });

  test('no lesson holds a reason of the keys of its exercises, nor does its data @wide', async ({ page }) => {
    for (const name of LESSON_NAMES) {
      const [html, data] = await Promise.all(
        [`./learn/${name}/`, `./learn/${name}/__data.json`].map(async (path) =>
          (await page.request.get(path, { maxRetries: 2 })).text()
        )
      );
      const pack = name.split('/')[0];
      const slugs = [...html!.matchAll(/data-exercise="([^"]+)"/g)].map((match) => match[1]!);
      const text = bare(html! + data!);
      for (const slug of slugs) {
        const key: unknown = await (
          await page.request.get(`./keys/${pack}/${slug}.json`, { maxRetries: 2 })
        ).json();
        const reasons = reasonsIn(key).map(bare);
        expect(
          reasons.filter((reason) => text.includes(reason)),
          `${name}: ${slug}`
        ).toEqual([]);
      }
    }
  });

  test('a key is fetched only when it is asked to check', async ({ page }) => {
    const keys: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/keys/')) keys.push(request.url());
    });
    const name = 'warm-up/sort-careful';
    await open(page, practice(name));
    const task = exercise(page, name);
    await task.getByRole('radio').first().check();
    expect(keys).toEqual([]);
    await check(task);
    expect(keys).toHaveLength(1);
  });

  test('no file that the static site serves holds anything of a reserved exercise @wide', async ({
    baseURL
  }) => {
    // Both builds are looked at, each in its own project.
    const folders = baseURL!.endsWith('/reading-room/')
      ? ['build-static']
      : ['client', 'prerendered'].map((folder) => `${builds.current()}/${folder}`);
    expectNone(folders.flatMap(filesBelow));
  });

  test('a layer of a text is in no page and in no page’s data, and is fetched only when it is switched on', async ({
    page
  }) => {
    const fetched: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/keys/')) fetched.push(request.url());
    });
    for (const pack of PACKS)
      for (const source of textsOf(pack)) {
        const reasons = (
          await Promise.all(
            LAYERS.map(async (layer) => {
              const response = await page.request.get(`./keys/${pack}/layers/${source}/${layer}.json`, {
                maxRetries: 2
              });
              expect(response.status(), `${pack}/${source}: ${layer}`).toBe(200);
              return reasonsIn(await response.json()).map(bare);
            })
          )
        ).flat();
        expect(reasons.length).toBeGreaterThan(20);
        for (const path of [
          `./read/${pack}/${source}/`,
          `./learn/${pack}/overview/`,
          ...pairsOf(pack).filter((pair) => pair.includes(source))
        ])
          for (const address of [path, `${path}__data.json`]) {
            const text = bare(await (await page.request.get(address, { maxRetries: 2 })).text());
            expect(
              reasons.filter((reason) => text.includes(reason)),
              address
            ).toEqual([]);
          }
      }
    await open(page, './read/warm-up/careful/');
    await open(page, './learn/khojaly/overview/');
    expect(fetched).toEqual([]);
  });

  test('no picture of an overview is in a page or in its data @wide', async ({ page }) => {
    for (const pack of PACKS) {
      const [html, data, ledger] = await Promise.all(
        [
          `./learn/${pack}/overview/`,
          `./learn/${pack}/overview/__data.json`,
          `./keys/${pack}/overview/ledger.json`
        ].map(async (path) => (await page.request.get(path, { maxRetries: 2 })).text())
      );
      const { shared } = JSON.parse(ledger!) as { shared: { rows: { counted: string }[] } };
      expect(shared.rows.length).toBeGreaterThan(3);
      for (const { counted } of shared.rows) expect(bare(html! + data!)).not.toContain(bare(counted));
    }
  });

  test('no layer, and no pair, of a text exists that only reserved exercises use', async ({ page }) => {
    for (const layer of LAYERS)
      expect(
        (await page.request.get(`./keys/warm-up/layers/reserved/${layer}.json`, { maxRetries: 2 })).status(),
        layer
      ).toBe(404);
    for (const path of ['./read/warm-up/reserved/', './read/warm-up/careful/with/reserved/'])
      expect((await page.request.get(path, { maxRetries: 2 })).status(), path).toBe(404);
  });

  test('no page of a reserved exercise exists', async ({ page }) => {
    expect(RESERVED.length).toBeGreaterThan(0);
    for (const { name } of RESERVED)
      for (const path of [practice(name), `./print/${name}/`, `./print/${name}/key/`, `./keys/${name}.json`])
        expect((await page.request.get(path, { maxRetries: 2 })).status(), path).toBe(404);
  });
});

test.describe('Every kind of page', () => {
  const KINDS = [
    './',
    './learn/',
    './learn/khojaly/',
    './learn/warm-up/01-whose-words/',
    './learn/khojaly/02-whose-words/',
    practice('warm-up/sort-careful'),
    practice('warm-up/mark-careful'),
    practice('warm-up/link-careful'),
    './read/khojaly/letter-2022/',
    './read/khojaly/azernews-2022/with/letter-2022/',
    './learn/khojaly/overview/',
    './glossary/',
    './print/warm-up/sort-careful/',
    './print/warm-up/sort-careful/key/',
    './results/',
    './teach/',
    './teach/warm-up/01-whose-words/',
    './offline/'
  ];

  test('asks nobody else for anything, and its console stays empty', async ({ page, baseURL }) => {
    const hosts = new Set<string>();
    const said: string[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol !== 'blob:') hosts.add(url.host);
    });
    page.on('console', (message) => {
      // The journeys block the service worker, and say so in the console.
      if (!/Service Worker registration blocked/.test(message.text())) said.push(message.text());
    });
    for (const path of KINDS) await open(page, path);
    expect([...hosts]).toEqual([new URL(baseURL!).host]);
    expect(said).toEqual([]);
  });

  test('allows scripts from its own place only, and none that is written into it', async ({ page }) => {
    for (const path of [...KINDS, './learn/nothing/']) {
      const response = await page.request.get(path, { maxRetries: 2 });
      const html = await response.text();
      // A page made beforehand holds its own; what the server says besides is in guards.e2e.ts.
      const policy =
        /<meta http-equiv="content-security-policy" content="([^"]+)"/i.exec(html)?.[1] ??
        response.headers()['content-security-policy'] ??
        '';
      expectStrict(policy, path);
    }
  });

  test('keeps a script out that is written into it', async ({ page, complaints }) => {
    await open(page, './');
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "written";';
      document.head.append(script);
    });
    await expect(page).not.toHaveTitle('written');
    await expect.poll(() => complaints.join()).toContain('Content Security Policy');
    complaints.length = 0;
    await ready(page);
  });
});
