/**
 * Readies the project before `npm start`, `npm test` and `npm run dev`: what is missing or out of date is
 * installed, Node 24 is linked, and with `--build` the site is built. When nothing changed it does nothing.
 * No dependencies, and no syntax that a very old Node cannot read: it has to get as far as saying so.
 */
'use strict';

const spawnSync = require('child_process').spawnSync;

const OLDEST = { major: 20, minor: 19 };

if (tooOld()) {
  fail(
    'Whose Words? needs Node ' +
      OLDEST.major +
      '.' +
      OLDEST.minor +
      ' or newer to start; this is Node ' +
      process.versions.node +
      '.'
  );
}

const fs = require('fs');
const path = require('path');
const { current } = require('./builds.cjs');
const { root, installHash, buildHash, stampIn, stamp } = require('./inputs.cjs');
const { calling, link } = require('./node24.cjs');

// Whoever starts npm from here must not come back here.
if (!process.env.WHOSE_WORDS_SETUP) {
  const hash = installHash();
  if (stampIn('node_modules') !== hash) {
    if (!isInstalled()) install();
    stamp('node_modules', hash);
  }
  const node = link(fail);
  if (process.argv.includes('--build')) build(node);
}

/** `npm ci` by the Node that called us: the pinned one would be deleted while it runs. */
function install() {
  say('Installing what the project needs (once, and after a change of its dependencies) …');
  const options = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error'
  ];
  const npm = process.env.npm_execpath || '';
  const done = /npm-cli\.[cm]?js$/.test(npm)
    ? run(calling(), [npm].concat(options), {})
    : run('npm', options, { shell: process.platform === 'win32' });
  if (done.status !== 0)
    fail('The dependencies could not be installed: see above. Is the package registry reachable?');
}

/**
 * Whether `node_modules` already is what the lockfile asks for, as after a developer's own `npm install`. npm
 * keeps a record of what it installed, written last; the rest is a comparison.
 */
function isInstalled() {
  const record = path.join(root, 'node_modules', '.package-lock.json');
  if (!fs.existsSync(record)) return false;
  const has = JSON.parse(fs.readFileSync(record, 'utf8')).packages;
  const { '': project, ...asks } = JSON.parse(
    fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')
  ).packages;
  const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const same = (/** @type {unknown} */ a, /** @type {unknown} */ b) =>
    JSON.stringify(a) === JSON.stringify(b);
  return (
    ['dependencies', 'devDependencies', 'optionalDependencies'].every((kind) =>
      same(manifest[kind], project[kind])
    ) &&
    Object.keys(has).every((name) => asks[name]) &&
    Object.keys(asks).every((name) =>
      has[name] ? has[name].integrity === asks[name].integrity : isForOthers(asks[name])
    )
  );
}

/**
 * Whether npm rightly leaves a package out here. One with a libc is a guess that favours leaving it out.
 * @param {{ optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} pack
 */
function isForOthers(pack) {
  if (!pack.optional) return false;
  if (!pack.os || !pack.cpu || pack.libc) return true;
  return !pack.os.includes(process.platform) || !pack.cpu.includes(process.arch);
}

/**
 * Builds what `npm start` serves, unless the build at hand was made from these very files.
 * @param {string} node
 */
function build(node) {
  const wanted = buildHash({ target: 'node', base: process.env.BASE_PATH || '' });
  const built = current();
  if (built !== null && stampIn(built) === wanted) return;
  say('Building the site (once, and after a change) …');
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const done = run(node, [vite, 'build'], { env: { BUILD_TARGET: 'node' }, stdio: 'pipe' });
  if (done.status !== 0) fail(done.stdout + done.stderr + '\nThe site could not be built: see above.');
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ shell?: boolean, env?: Record<string, string>, stdio?: 'inherit' | 'pipe' }} options
 */
function run(command, args, { shell = false, env = {}, stdio = 'inherit' }) {
  return spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    stdio,
    shell,
    env: Object.assign({}, process.env, env, { WHOSE_WORDS_SETUP: '1' })
  });
}

function tooOld() {
  const version = process.versions.node.split('.').map(Number);
  const major = version[0] || 0;
  return major < OLDEST.major || (major === OLDEST.major && (version[1] || 0) < OLDEST.minor);
}

/** @param {string} line */
function say(line) {
  console.log(line);
}

/**
 * @param {string} problem
 * @returns {never}
 */
function fail(problem) {
  console.error('\n' + problem + '\n');
  process.exit(1);
}
