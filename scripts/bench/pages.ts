import { createServer } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import { findChromium } from '../chromium.js';
import { keeping, marking, spotting } from './answering.ts';
import { lessonPages, typePages } from './list.ts';
import { embeddedGround } from '../load/places.ts';
import { startServer, type Server } from '../load/server.ts';
import { plainPage } from './plain.ts';

/** How often a page is loaded until everything on it answers. */
const RUNS = 3;
/**
 * How often it is loaded until it can be read, in turns with a plain one: frames are 16 ms, and machines do other things.
 * A round of reads tells how many times as long as the plain page it takes to some five in a hundred; where it seems near
 * to what is aimed at (1.15), more rounds are read, and all reads count.
 */
const READS = 21;
const ROUNDS = 4;
const NEAR = 1.1;

export interface PageRow {
  page: string;
  /** JavaScript until the page answers, and until its last exercise does; gzip. */
  scriptKB: number;
  allScriptKB: number;
  /** Milliseconds until the largest piece of text is painted: the mean of the middle half of all reads. */
  readable: number;
  /** The same for a plain HTML page of the same text, and ours divided by it. */
  plain: number;
  timesPlain: number;
  /** How often each was read. */
  reads: number;
  /** Until the page answers, and until its last exercise does: those of a lesson are loaded after it. */
  interactive: number;
  exercises: number;
  layoutShift: number;
  /** Interaction to next paint while answering, and the slowest of all, in milliseconds; null where nothing is answered. */
  interaction: number | null;
  slowest: number | null;
}

/** JavaScript until interactive of the page of one exercise, by type and mode. */
export interface WeightRow {
  type: string;
  mode: string;
  scriptKB: number;
  page: string;
}

/**
 * Measures pages of the production build at 4× CPU slowdown, 150 ms round trip and 1.6 Mbit/s, and what the
 * page of each type of exercise weighs. How soon a page can be read is measured in turns with a plain one of the same
 * text (`plain.ts`), so that whatever else the machine does meets both alike.
 * @param only measures the pages alone that have this in their address; all where it is left out, and what types weigh
 */
export async function benchPages(only?: string): Promise<{ rows: PageRow[]; weights: WeightRow[] }> {
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
  const ground = embeddedGround();
  let server: Server | null = null;
  try {
    server = await startServer(ground.env);
    const pages = only ? PAGES.filter(({ page }) => page.includes(only)) : PAGES;
    if (pages.length === 0) throw new Error(`No page that is measured has ${only} in its address.`);
    const rows: PageRow[] = [];
    for (const { page, answer } of pages) {
      const url = `${server.url}${page}`;
      plain.show(await textOf(browser, url));
      const reads = { [url]: [] as number[], [plain.url]: [] as number[] };
      let [readable, plainly] = [0, 0];
      for (let round = 0; round < ROUNDS && (round === 0 || readable / plainly > NEAR); round++) {
        // Who was second is first the next time, so that what a read leaves behind meets both alike too.
        for (let n = 0; n < READS; n++)
          for (const each of n % 2 ? [plain.url, url] : [url, plain.url])
            reads[each]!.push(await read(browser, each));
        [readable, plainly] = [interquartileMean(reads[url]!), interquartileMean(reads[plain.url]!)];
      }
      const loads: Load[] = [];
      for (let n = 0; n < RUNS; n++) loads.push(await load(browser, url));
      const ours = (of: (load: Load) => number) => median(loads.map(of));
      console.log(`${rows.length + 1} of ${pages.length}: ${page}`);
      const answers: Interactions[] = [];
      if (answer) for (let n = 0; n < RUNS; n++) answers.push(await answering(browser, url, answer));
      rows.push({
        page,
        scriptKB: kilobytes(ours((l) => l.scriptBytes)),
        allScriptKB: kilobytes(ours((l) => l.allScriptBytes)),
        readable: Math.round(readable),
        plain: Math.round(plainly),
        timesPlain: Number((readable / plainly).toFixed(2)),
        reads: reads[url]!.length,
        interactive: ours((l) => l.interactive),
        exercises: ours((l) => l.exercises),
        layoutShift: Math.max(...loads.map(({ layoutShift }) => layoutShift)),
        interaction: answer ? median(answers.map(({ toNextPaint }) => toNextPaint)) : null,
        slowest: answer ? Math.max(...answers.map(({ slowest }) => slowest)) : null
      });
    }
    const weights: WeightRow[] = [];
    for (const { type, mode, page } of only ? [] : typePages()) {
      const { scriptBytes } = await load(browser, `${server.url}${page}`);
      weights.push({ type, mode, scriptKB: kilobytes(scriptBytes), page });
    }
    return { rows, weights };
  } finally {
    await browser.close();
    plain.close();
    await server?.stop();
    await ground.remove();
  }
}

interface Measured {
  page: string;
  /** How the page is answered; left out where it is only read. */
  answer?: (page: Page) => Promise<void>;
}

const PAGES: readonly Measured[] = [
  ...lessonPages().map((page) => ({ page })),
  { page: '/learn/khojaly/practice/sort-letter-2022/' },
  { page: '/learn/khojaly/practice/mark-azernews-2022/', answer: marking },
  { page: '/learn/khojaly/practice/mark-statement-2024/', answer: marking },
  // Seven rows and four texts.
  { page: '/learn/khojaly/practice/ledger-origins/', answer: keeping },
  // Sixty candidates in five texts.
  { page: '/learn/khojaly/practice/spot-all/', answer: spotting }
];

const kilobytes = (bytes: number) => Number((bytes / 1000).toFixed(1));

interface Load extends Seen {
  scriptBytes: number;
  allScriptBytes: number;
}

/** Loads a page, and gives the milliseconds until the largest piece of its text was painted. */
async function read(browser: Browser, url: string): Promise<number> {
  const page = await open(browser);
  const cdp = await throttled(page);
  await page.goto(url);
  await page.waitForFunction(() => window.seen.readable > 0);
  const { readable } = await page.evaluate(() => window.seen);
  await cdp.detach();
  await page.context().close();
  return readable;
}

async function load(browser: Browser, url: string): Promise<Load> {
  const page = await open(browser);
  const cdp = await throttled(page);
  const scripts: Promise<{ url: string; bytes: number }>[] = [];
  page.on('response', (response) => {
    const url = response.url();
    if (response.request().resourceType() === 'script')
      scripts.push(response.body().then((body) => ({ url, bytes: gzipSync(body).byteLength })));
  });
  await page.goto(url);
  await page.waitForSelector('html[data-hydrated]', { state: 'attached' });
  await page.waitForFunction(() => !document.querySelector('[data-exercise]:not([data-live])'));
  await page.waitForLoadState('networkidle');
  const seen = await page.evaluate(() => window.seen);
  const until = await page.evaluate(
    (answers) =>
      (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
        .filter((entry) => entry.responseEnd <= answers)
        .map((entry) => entry.name),
    seen.interactive
  );
  const sum = (list: { bytes: number }[]) => list.reduce((total, { bytes }) => total + bytes, 0);
  const all = await Promise.all(scripts);
  await cdp.detach();
  await page.context().close();
  return {
    ...seen,
    scriptBytes: sum(all.filter(({ url }) => until.includes(url))),
    allScriptBytes: sum(all)
  };
}

/** The text of a page of ours, before any script has run. */
async function textOf(browser: Browser, url: string): Promise<string> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    serviceWorkers: 'block'
  });
  const page = await context.newPage();
  await page.route('**/*.js', (route) => route.abort());
  await page.goto(url);
  const plain = await plainPage(page);
  await context.close();
  return plain;
}

interface Interactions {
  toNextPaint: number;
  slowest: number;
}

/**
 * Answers by keyboard. Interaction to next paint is the slowest interaction of a visit, of which one in fifty is left out
 * (https://web.dev/articles/inp); an interaction is the events of one press, and takes as long as the longest of them.
 */
async function answering(
  browser: Browser,
  url: string,
  answer: (page: Page) => Promise<void>
): Promise<Interactions> {
  const page = await open(browser);
  await throttled(page);
  await page.goto(url);
  await page.waitForSelector('html[data-hydrated]', { state: 'attached' });
  await answer(page);
  const { durations, count } = await page.evaluate(() => ({
    durations: Object.values(window.seen.interactions),
    count: performance.interactionCount
  }));
  await page.context().close();
  const slowest = durations.sort((a, b) => b - a);
  return { toNextPaint: slowest[Math.floor(count / 50)] ?? 0, slowest: slowest[0] ?? 0 };
}

async function open(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    serviceWorkers: 'block'
  });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const seen: Seen = { readable: 0, interactive: 0, exercises: 0, layoutShift: 0, interactions: {} };
    window.seen = seen;
    const watch = (type: string, see: (entry: PerformanceEntry & Told) => void, options = {}) =>
      new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({
        type,
        buffered: true,
        ...options
      });
    watch('largest-contentful-paint', (entry) => (seen.readable = entry.startTime));
    watch('layout-shift', (entry) => (seen.layoutShift += entry.hadRecentInput ? 0 : (entry.value ?? 0)));
    watch(
      'event',
      ({ interactionId, duration }) => {
        if (interactionId)
          seen.interactions[interactionId] = Math.max(seen.interactions[interactionId] ?? 0, duration);
      },
      { durationThreshold: 16 }
    );
    new MutationObserver(() => {
      if (document.documentElement?.dataset['hydrated'] && !seen.interactive)
        seen.interactive = Math.round(performance.now());
      if (seen.interactive && !document.querySelector('[data-exercise]:not([data-live])'))
        seen.exercises ||= Math.round(performance.now());
    }).observe(document, {
      attributes: true,
      subtree: true,
      attributeFilter: ['data-hydrated', 'data-live']
    });
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

/** Serves one page, compressed as ours are. */
async function plainServer() {
  let body = brotliCompressSync('');
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-encoding', 'br');
    response.end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    show: (html: string) => void (body = brotliCompressSync(html)),
    close: () => server.close()
  };
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/**
 * The mean of the middle half, which a few slow reads do not move. What is painted comes with a frame: a median jumps
 * from one to the next, a mean of many reads does not.
 */
function interquartileMean(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const quarter = Math.floor(sorted.length / 4);
  const middle = sorted.slice(quarter, sorted.length - quarter);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

interface Seen {
  readable: number;
  interactive: number;
  exercises: number;
  layoutShift: number;
  /** How long each took that took more than a frame, by its number. */
  interactions: Record<number, number>;
}

/** What some entries of the browser's timeline have besides. */
interface Told {
  value?: number;
  hadRecentInput?: boolean;
  interactionId?: number;
}

declare global {
  interface Window {
    seen: Seen;
  }
}
