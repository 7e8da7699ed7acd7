/**
 * Which Node runs the project. Node 24 comes with the dependencies, as a package of one file for Linux and
 * Windows; elsewhere the Node that is installed has to be new enough. Runs on Node 20 and has no dependencies.
 */
'use strict';

const { spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const { root } = require('./inputs.cjs');

const WINDOWS = process.platform === 'win32';
const BIN = path.join(root, 'node_modules', '.bin');

/** The oldest Node that runs the project by itself: TypeScript without a build, and `node:sqlite`. */
const ENOUGH = { major: 22, minor: 17 };

/** @param {string} version */
function isEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > ENOUGH.major || (major === ENOUGH.major && minor >= ENOUGH.minor);
}

/**
 * The version that an executable prints, or `null` where it doesn't run (another libc, say).
 * @param {string} executable
 */
function versionOf(executable) {
  const run = spawnSync(executable, ['--version'], { encoding: 'utf8', windowsHide: true });
  return run.status === 0 ? run.stdout.trim() : null;
}

/** The Node that came with the dependencies, where there is one for this machine. */
function pinned() {
  const name = { linux: 'linux', win32: 'win' }[String(process.platform)];
  if (!name) return null;
  const file = path.join(
    root,
    'node_modules',
    `node-${name}-${process.arch}`,
    'bin',
    WINDOWS ? 'node.exe' : 'node'
  );
  return fs.existsSync(file) ? file : null;
}

/** The Node that called npm: never one inside `node_modules`, which an install would pull from under itself. */
function calling() {
  const inside = (/** @type {string} */ file) => file.startsWith(path.join(root, 'node_modules') + path.sep);
  const onPath = String(process.env.PATH || '')
    .split(path.delimiter)
    .filter((folder) => folder && path.resolve(folder) !== BIN)
    .map((folder) => path.join(folder, WINDOWS ? 'node.exe' : 'node'));
  const candidates = [process.env.npm_node_execpath || '', process.execPath].concat(onPath);
  return (
    candidates.find((file) => file && fs.existsSync(file) && !inside(fs.realpathSync(file))) ||
    process.execPath
  );
}

/**
 * Makes `node` mean the right Node for every script that npm runs, and gives its path. Not every npm links the
 * pinned one: npm 10 removes the link again when it drops the packages of the other platforms.
 * @param {(problem: string) => never} fail
 */
function link(fail) {
  const node = pinned();
  if (node && versionOf(node)) {
    if (WINDOWS) linkOnWindows(node);
    else linkOnPosix(node);
    return node;
  }
  unlink();
  const own = calling();
  const version = versionOf(own);
  if (version && isEnough(version)) return own;
  return fail(
    `For ${process.platform} on ${process.arch} no Node comes with the project, and the one installed here is ` +
      `${version || 'not to be run'}. Please install Node ${ENOUGH.major}.${ENOUGH.minor} or newer (24 is best), then try again.`
  );
}

/** @param {string} node */
function linkOnPosix(node) {
  const at = path.join(BIN, 'node');
  if (fs.existsSync(at) && fs.realpathSync(at) === fs.realpathSync(node)) return;
  unlink();
  fs.mkdirSync(BIN, { recursive: true });
  fs.chmodSync(node, 0o755);
  fs.symlinkSync(path.relative(BIN, node), at);
}

/** @param {string} node */
function linkOnWindows(node) {
  const line = `@"%~dp0\\${path.relative(BIN, node)}" %*\r\n`;
  const at = path.join(BIN, 'node.cmd');
  if (fs.existsSync(at) && fs.readFileSync(at, 'utf8') === line) return;
  unlink();
  fs.mkdirSync(BIN, { recursive: true });
  fs.writeFileSync(at, line);
}

function unlink() {
  for (const name of ['node', 'node.cmd', 'node.ps1', 'node.exe'])
    fs.rmSync(path.join(BIN, name), { force: true });
}

module.exports = { calling, link };
