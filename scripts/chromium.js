/**
 * The browser of the journeys and of `npm run bench -- pages`: Debian's Chromium, or another Chromium that is already
 * here. Playwright's own download is not used. `CHROMIUM_PATH` names one, and goes before all others. A shell without
 * windows comes first: Chromium with them keeps pages of its own beside each of ours, and the journeys take nearly twice
 * as long.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const USUAL_PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe'
];

/** Where Chromium is, or `null`. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : null;
  return USUAL_PLACES.find((place) => existsSync(place)) ?? null;
}

/** Chromium, installed from Debian's packages where it is missing and we may; otherwise says what to install. */
export function readyChromium() {
  const found = findChromium();
  if (found) return found;
  if (process.env.CHROMIUM_PATH)
    throw new Error(`CHROMIUM_PATH is ${process.env.CHROMIUM_PATH}: no such file.`);
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) installOnDebian();
  const installed = findChromium();
  if (installed) return installed;
  throw new Error(
    'The journeys need Chromium or Chrome. Install it (Debian: `sudo apt-get install chromium-headless-shell`, or `chromium`), ' +
      'or set CHROMIUM_PATH to the one you have.'
  );
}

function installOnDebian() {
  console.log('Installing Chromium from Debian’s packages, for the journeys …');
  apt('update');
  try {
    install('chromium-headless-shell');
  } catch (error) {
    // An older Debian has no such package.
    console.log(
      `${error instanceof Error ? error.message.trim() : error}\nTaking chromium, which is slower …`
    );
    install('chromium');
  }
}

/** @param {string} browser */
function install(browser) {
  apt('install', '-y', '--no-install-recommends', browser, 'fonts-dejavu-core');
}

/** @param {string[]} args */
function apt(...args) {
  const run = spawnSync('apt-get', ['-q', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  });
  if (run.status !== 0) throw new Error(`apt-get ${args[0]} failed:\n${run.stdout}${run.stderr}`);
}
