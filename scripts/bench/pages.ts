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
  /** The slowest interaction to next paint while answering, in milliseconds; null where nothing is answered. */
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
    await reachable(SERVER);
    const rows: PageRow[] = [];
    for (const { page, text, answer, runs } of PAGES) {
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
        interaction: answer ? await answering(browser, `${SERVER}${page}`, answer) : null
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

interface Measured {
  page: string;
  text: string | null;
  runs: number;
  /** How the page is answered; left out where it is only read. */
  answer?: (page: Page) => Promise<void>;
}

const PAGES: readonly Measured[] = [
  ...lessonPages().map((lesson) => ({ ...lesson, runs: LESSON_RUNS })),
  ...[
    { page: '/learn/khojaly/practice/sort-letter-2022/', text: 'khojaly/letter-2022' },
    { page: '/learn/khojaly/practice/mark-azernews-2022/', text: 'khojaly/azernews-2022', answer: marking },
    { page: '/learn/khojaly/practice/mark-statement-2024/', text: 'khojaly/statement-2024', answer: marking },
    // Seven rows and four texts.
    { page: '/learn/khojaly/practice/ledger-origins/', text: 'khojaly/azernews-2022', answer: keeping },
    // Sixty candidates in five texts.
    { page: '/learn/khojaly/practice/spot-all/', text: 'khojaly/azernews-2022', answer: spotting }
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

/** Answers by keyboard and gives the slowest interaction. */
async function answering(
  browser: Browser,
  url: string,
  answer: (page: Page) => Promise<void>
): Promise<number> {
  const page = await open(browser);
  await throttled(page);
  await page.goto(url);
  await page.waitForSelector('html[data-hydrated]', { state: 'attached' });
  await answer(page);
  const { interaction } = await page.evaluate(() => window.seen);
  await page.context().close();
  return interaction;
}

/** Presses a key and waits until what it changed is painted. */
async function painted(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
}

/** Marks a dozen stretches of the text. */
async function marking(page: Page): Promise<void> {
  await page.getByRole('slider', { name: 'Word by word' }).first().focus();
  for (let n = 0; n < 12; n++) {
    for (const key of [
      'ArrowRight',
      'Shift+ArrowRight',
      'Shift+ArrowRight',
      'Shift+ArrowDown',
      'Enter',
      'ArrowDown'
    ])
      await painted(page, key);
  }
}

/** Goes through the candidates, calls each a device and says which, and goes on. */
async function spotting(page: Page): Promise<void> {
  await page.locator('[aria-current="step"]').first().focus();
  for (let n = 0; n < 20; n++)
    for (const key of ['2', String(3 + (n % 5)), 'ArrowRight', 'ArrowRight', 'ArrowRight'])
      await painted(page, key);
}

/** Goes through a ledger by keyboard, text by text: cells, words, numbers put in, and the other steps. */
async function keeping(page: Page): Promise<void> {
  const press = async (...keys: string[]) => {
    for (const key of keys) await painted(page, key);
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
    await step.focus();
    await press('Enter');
  }
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

async function reachable(url: string): Promise<void> {
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
