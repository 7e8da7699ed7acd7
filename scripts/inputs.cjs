/**
 * What the project is made of, as hashes: one of what is installed, one of what is built. Set-up compares them
 * with the stamps in `node_modules/` and in the current build; a build takes its version from the second, so that the
 * same files make the same build. No dependencies: this runs before anything is installed.
 */
'use strict';

const { createHash } = require('crypto');
const fs = require('fs');
const path = require('path');

const root = path.resolve(__dirname, '..');

/** A build carries the hash of its inputs in a file of this name. */
const STAMP = '.whose-words';

const BUILT_FROM = [
  'lessons',
  'package-lock.json',
  'package.json',
  'scripts/builds.cjs',
  'scripts/chunks.js',
  'scripts/lessons.ts',
  'scripts/lighten.js',
  'scripts/markdown.js',
  'src',
  'static',
  'svelte.config.js',
  'tsconfig.json',
  'vite.config.ts'
];

/** What an `npm ci` depends on. The platform is part of it: a folder carried to another machine is another one. */
function installHash() {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}\0`);
  for (const name of ['package.json', 'package-lock.json'])
    hash.update(fs.readFileSync(path.join(root, name)));
  return hash.digest('hex');
}

/**
 * What a build depends on: the files, and the two settings that steer it.
 * @param {{ target: string, base: string }} build
 */
function buildHash({ target, base }) {
  const hash = createHash('sha256').update(`${target}\0${base}\0`);
  for (const file of BUILT_FROM.flatMap((name) => filesUnder(name))) {
    const content = fs.readFileSync(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * The files at `name`, in an order that is the same on every machine.
 * @param {string} name
 * @returns {string[]}
 */
function filesUnder(name) {
  const at = path.join(root, name);
  if (!fs.existsSync(at)) return [];
  if (!fs.statSync(at).isDirectory()) return [name];
  return fs
    .readdirSync(at)
    .sort()
    .flatMap((entry) => filesUnder(`${name}/${entry}`));
}

/**
 * The text of the stamp in `folder`, or `null`.
 * @param {string} folder
 */
function stampIn(folder) {
  const file = path.join(root, folder, STAMP);
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : null;
}

/**
 * @param {string} folder
 * @param {string} hash
 */
function stamp(folder, hash) {
  fs.writeFileSync(path.join(root, folder, STAMP), `${hash}\n`);
}

module.exports = { root, installHash, buildHash, stampIn, stamp };
