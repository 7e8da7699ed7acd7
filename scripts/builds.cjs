/**
 * Where the builds are that a server serves. Each lies in a folder of its own in `build/`, into which nothing is written
 * once it is made, and `build/current` names the last one: so a server that runs goes on serving what it began with,
 * whatever is built meanwhile, and the next one that starts takes the new build. No dependencies: set-up asks here.
 */
'use strict';

const fs = require('fs');
const path = require('path');
const { root } = require('./inputs.cjs');

const BUILDS = 'build';
const CURRENT = path.join(root, BUILDS, 'current');

/** Milliseconds for which a folder without a server's script is taken for a build that is being made. */
const MAKING = 60 * 60 * 1000;

/** A server that serves a build says so in it with an empty file, named after its process. */
const SERVES = /^\.served-by-(\d+)$/;

/**
 * A folder that no build is in yet, as a path from the root.
 * @param {string} version
 */
function fresh(version) {
  return `${BUILDS}/${version}-${Date.now().toString(36)}`;
}

/** The folder of the last build that was made, as a path from the root; `null` where there is none. */
function current() {
  if (!fs.existsSync(CURRENT)) return null;
  const folder = `${BUILDS}/${fs.readFileSync(CURRENT, 'utf8').trim()}`;
  return fs.existsSync(path.join(root, folder, 'handler.js')) ? folder : null;
}

/**
 * A build is made: from now on it is the current one. Of those before it stay the last one, from which a server may be
 * about to start, those that are being served, and what may be a build on its way.
 * @param {string} folder as `fresh` named it
 */
function settle(folder) {
  const before = current();
  const named = `${CURRENT}-${process.pid}`;
  fs.writeFileSync(named, `${path.basename(folder)}\n`);
  fs.renameSync(named, CURRENT);
  const stay = [path.basename(CURRENT), ...[folder, before || ''].map((each) => path.basename(each))];
  for (const name of fs.readdirSync(path.join(root, BUILDS))) {
    const at = path.join(root, BUILDS, name);
    // What the system does not let go of yet goes after the next build.
    attempt(() => {
      if (!stay.includes(name) && !isServed(at) && !isBeingMade(at))
        fs.rmSync(at, { recursive: true, force: true });
    });
  }
}

/**
 * Says that this process serves a build, until it ends.
 * @param {string} folder
 */
function serve(folder) {
  const at = path.join(root, folder, `.served-by-${process.pid}`);
  // Where nothing can be written, nothing can be removed either.
  attempt(() => fs.writeFileSync(at, ''));
  process.once('exit', () => attempt(() => fs.rmSync(at, { force: true })));
}

/**
 * Whether a process that still runs serves what is in a folder.
 * @param {string} at
 */
function isServed(at) {
  if (!fs.statSync(at).isDirectory()) return false;
  return fs.readdirSync(at).some((name) => {
    const found = SERVES.exec(name);
    return found !== null && runs(Number(found[1]));
  });
}

/**
 * Whether another process may be making a build in a folder.
 * @param {string} at
 */
function isBeingMade(at) {
  const { mtimeMs } = fs.statSync(at);
  return !fs.existsSync(path.join(at, 'handler.js')) && Date.now() - mtimeMs < MAKING;
}

/** @param {number} pid */
function runs(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {() => void} what */
function attempt(what) {
  try {
    what();
  } catch {
    // Nothing depends on it.
  }
}

module.exports = { fresh, current, settle, serve };
