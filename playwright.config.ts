import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { rmSync } from 'node:fs';
import { findChromium } from './scripts/chromium.js';
import { FIRST_TOKEN } from './tests/journeys/people.ts';

/**
 * The journeys walk through what is delivered: the built server, and the static site under a sub-path. They go
 * to relative addresses (`page.goto('./learn')`), since `/learn` would leave the sub-path. A journey tagged
 * `@server` needs the server, one tagged `@static` the static site, one tagged `@wide` a wide screen.
 */
const PORT = Number(process.env.JOURNEYS_PORT ?? 4273);
const SERVER = `http://127.0.0.1:${PORT}/`;
const STATIC = `http://127.0.0.1:${PORT + 1}/reading-room/`;

const asked = process.argv.flatMap((arg) => /^--project=(.+)/.exec(arg)?.[1] ?? []);
const isAsked = (...projects: string[]) =>
  asked.length === 0 || projects.some((project) => asked.includes(project));

/** The server keeps its accounts and classes here; each run begins without any. Workers read this file again. */
const DATA = 'test-results/journeys-data';
if (!process.env.TEST_WORKER_INDEX) rmSync(DATA, { recursive: true, force: true });

const serve = (script: string, url: string, env: Record<string, string> = {}) => ({
  command: `"${process.execPath}" ${script}`,
  url,
  env,
  reuseExistingServer: false,
  gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 5000 },
  stdout: 'ignore' as const,
  stderr: 'pipe' as const,
  timeout: 30_000
});

const wide = { width: 1280, height: 900 };

const config: PlaywrightTestConfig = {
  testDir: 'tests/journeys',
  testMatch: '*.e2e.ts',
  ...(isAsked('server', 'phone') ? { globalSetup: './tests/journeys/first-account.ts' } : {}),
  outputDir: 'test-results/journeys',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  retries: 0,
  // A busy machine takes its time; nothing that passes waits for these.
  timeout: 60_000,
  // What hangs ends here, and is named: on two cores they took 30 to 59 minutes, by the day.
  globalTimeout: 65 * 60_000,
  expect: { timeout: 10_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? 'test-results/journeys.json' }]
  ],
  use: {
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    timezoneId: 'UTC',
    launchOptions: {
      executablePath: findChromium() ?? '/usr/bin/chromium',
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync'
      ]
    }
  },
  projects: [
    { name: 'server', grepInvert: /@static/, use: { baseURL: SERVER, viewport: wide } },
    {
      name: 'phone',
      grepInvert: /@wide|@static/,
      use: {
        baseURL: SERVER,
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: 2,
        hasTouch: true,
        isMobile: true
      }
    },
    { name: 'static', grepInvert: /@server/, use: { baseURL: STATIC, viewport: wide } }
  ],
  webServer: [
    ...(isAsked('server', 'phone')
      ? [
          serve('scripts/start.js', SERVER, {
            HOST: '127.0.0.1',
            PORT: String(PORT),
            DATA_DIR: DATA,
            SIGN_UP: 'open',
            // Every journey's instructor comes from this computer.
            SIGN_UP_PER_HOUR: '100000',
            WHOSE_WORDS_FIRST_TOKEN: FIRST_TOKEN
          })
        ]
      : []),
    ...(isAsked('static')
      ? [serve(`scripts/serve-static.js build-static /reading-room ${PORT + 1}`, STATIC)]
      : [])
  ]
};

export default defineConfig(config);
