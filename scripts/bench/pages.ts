import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import { findChromium } from '../chromium.js';
import { lessonPages, typePages } from './list.ts';

const root = resolve(import.meta.dirname, '../..');
const PORT = 4299;
const SERVER = `http://127.0.0.1:${PORT}`;
const RUNS = 5;
/** There are many lessons: each is loaded fewer times. */
const LESSON_RUNS = 3;

export interface PageRow {
  page: string;
  /** JavaScript until interactive, gzip. */
  scriptKB: number;
  /** Milliseconds until the largest piece of text is painted. */
  readable: number;
  /** The same for a plain HTML page of the same text, and how many times as long ours takes; null without a text. */
  plain: number | null;
  timesPlain: number | null;
  interactive: number;
  layoutShift: number;
  /** The slowest interaction to next paint while marking, in milliseconds; null where nothing is marked. */
  interaction: number | null;
}

/** JavaScript until interactive of the page of one exercise, by type and mode. */
export interface WeightRow {
  type: string;
  mode: string;
  scriptKB: number;
  page: string;
}

/**
 * Measures pages of the production build at 4× CPU slowdown, 150 ms round trip and 1.6 Mbit/s: medians of five, of
 * three for lessons; and what the page of each type of exercise weighs.
 */
export async function benchPages(): Promise<{ rows: PageRow[]; weights: WeightRow[] }> {
  const server = spawn(process.execPath, [resolve(root, 'scripts/start.js')], {
    env: { ...process.env, PORT: String(PORT) },
    stdio: 'ignore'
  });
  const executablePath = findChromium();
  const args = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync'
  ];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args });
  const plain = await plainServer();
  try {
    await answering(SERVER);
    const rows: PageRow[] = [];
    for (const { page, text, mark, runs } of PAGES) {
      const loads = await series(() => load(browser, `${SERVER}${page}`), runs);
      const plains = text ? await series(() => load(browser, `${plain.url}/${text}`, false), runs) : [];
      const readable = median(loads.map((l) => l.readable));
      const bare = text ? median(plains.map((l) => l.readable)) : null;
      rows.push({
        page,
        scriptKB: kilobytes(loads[0]!.scriptBytes),
        readable,
        plain: bare,
        timesPlain: bare === null ? null : Number((readable / bare).toFixed(2)),
        interactive: median(loads.map((l) => l.interactive)),
        layoutShift: Math.max(...loads.map((l) => l.layoutShift)),
        interaction: mark ? await (mark === 'ledger' ? keeping : marking)(browser, `${SERVER}${page}`) : null
      });
    }
    const weights: WeightRow[] = [];
    for (const { type, mode, page } of typePages()) {
      const { scriptBytes } = await load(browser, `${SERVER}${page}`);
      weights.push({ type, mode, scriptKB: kilobytes(scriptBytes), page });
    }
    return { rows, weights };
  } finally {
    await browser.close();
    plain.close();
    server.kill();
  }
}

const PAGES: readonly { page: string; text: string | null; mark: boolean | 'ledger'; runs: number }[] = [
  ...lessonPages().map((lesson) => ({ ...lesson, mark: false, runs: LESSON_RUNS })),
  ...[
    { page: '/learn/khojaly/practice/sort-letter-2022/', text: 'khojaly/letter-2022', mark: false },
    { page: '/learn/khojaly/practice/mark-azernews-2022/', text: 'khojaly/azernews-2022', mark: true },
    { page: '/learn/khojaly/practice/mark-statement-2024/', text: 'khojaly/statement-2024', mark: true },
    // Seven rows and four texts.
    {
      page: '/learn/khojaly/practice/ledger-origins/',
      text: 'khojaly/azernews-2022',
      mark: 'ledger' as const
    }
  ].map((exercise) => ({ ...exercise, runs: RUNS }))
];

const kilobytes = (bytes: number) => Number((bytes / 1000).toFixed(1));

async function load(browser: Browser, url: string, ours = true) {
  const page = await open(browser);
  const cdp = await throttled(page);
  const scripts: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script')
      scripts.push(
        response.body().then(
          (body) => gzipSync(body).byteLength,
          () => 0
        )
      );
  });
  await page.goto(url);
  if (ours) await page.waitForSelector('html[data-hydrated]', { state: 'attached' });
  const scriptBytes = (await Promise.all(scripts)).reduce((sum, bytes) => sum + bytes, 0);
  await page.waitForLoadState('networkidle');
  const seen = await page.evaluate(() => window.seen);
  await cdp.detach();
  await page.context().close();
  return { ...seen, scriptBytes };
}

/** Marks a dozen stretches of the text by keyboard and gives the slowest interaction. */
async function marking(browser: Browser, url: string): Promise<number> {
  const page = await open(browser);
  await throttled(page);
  await page.goto(url);
  await page.waitForSelector('html[data-hydrated]', { state: 'attached' });
  await page.getByRole('slider', { name: 'Word by word' }).first().focus();
  for (let n = 0; n < 12; n++) {
    for (const key of [
      'ArrowRight',
      'Shift+ArrowRight',
      'Shift+ArrowRight',
      'Shift+ArrowDown',
      'Enter',
      'ArrowDown'
    ]) {
      await page.keyboard.press(key);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    }
  }
  const { interaction } = await page.evaluate(() => window.seen);
  await page.context().close();
  return interaction;
}

/** Goes through a ledger by keyboard, text by text: cells, words, numbers put in, and the other steps. */
async function keeping(browser: Browser, url: string): Promise<number> {
  const page = await open(browser);
  await throttled(page);
  await page.goto(url);
  await page.waitForSelector('html[data-hydrated]', { state: 'attached' });
  const painted = () =>
    page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await painted();
    }
  };
  await page.locator('[data-at="0 0"]').focus();
  for (let column = 0; column < 4; column++) {
    for (let row = 0; row < 3; row++) {
      await press('Enter', 'Control+ArrowRight', 'ArrowRight', 'Shift+ArrowRight', 'Enter');
      await press('a', 'ArrowDown');
    }
    await press('ArrowRight');
  }
  for (const step of await page.getByRole('list', { name: 'Steps' }).getByRole('button').all()) {
    await step.click();
    await painted();
  }
  const { interaction } = await page.evaluate(() => window.seen);
  await page.context().close();
  return interaction;
}

async function open(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    serviceWorkers: 'block'
  });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const seen = { readable: 0, interactive: 0, layoutShift: 0, interaction: 0 };
    window.seen = seen;
    const watch = (
      type: string,
      see: (entry: PerformanceEntry & { value?: number; hadRecentInput?: boolean }) => void,
      options = {}
    ) =>
      new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({
        type,
        buffered: true,
        ...options
      });
    watch('largest-contentful-paint', (entry) => (seen.readable = Math.round(entry.startTime)));
    watch('layout-shift', (entry) => (seen.layoutShift += entry.hadRecentInput ? 0 : (entry.value ?? 0)));
    watch('event', (entry) => (seen.interaction = Math.max(seen.interaction, entry.duration)), {
      durationThreshold: 16
    });
    new MutationObserver(() => {
      if (document.documentElement?.dataset['hydrated'] && !seen.interactive)
        seen.interactive = Math.round(performance.now());
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-hydrated'] });
  });
  return page;
}

async function throttled(page: Page): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1.6e6 / 8,
    uploadThroughput: 1.6e6 / 8
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  return cdp;
}

/** Serves each text as the plainest page there is. */
async function plainServer() {
  const server = createServer((request, response) => {
    const [pack, source] = (request.url ?? '').slice(1).split('/');
    if (!pack || !source) return response.writeHead(404).end();
    const text = readFileSync(resolve(root, 'lessons', pack, 'sources', `${source}.txt`), 'utf8');
    const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
    const body = escaped
      .split(/\n+/)
      .map((paragraph) => `<p>${paragraph}</p>`)
      .join('\n');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-encoding', 'gzip');
    response.end(
      gzipSync(
        `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>${source}</title>${body}`
      )
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}

async function answering(url: string): Promise<void> {
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    if (
      await fetch(url).then(
        (r) => r.ok,
        () => false
      )
    )
      return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`nothing answers at ${url}: run \`npm run build\` first`);
}

async function series<T>(run: () => Promise<T>, runs: number): Promise<T[]> {
  const results: T[] = [];
  for (let n = 0; n < runs; n++) results.push(await run());
  return results;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

declare global {
  interface Window {
    seen: { readable: number; interactive: number; layoutShift: number; interaction: number };
  }
}
