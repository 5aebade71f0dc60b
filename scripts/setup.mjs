/**
 * What every command needs before it can run: the dependencies, the pinned Node, an up-to-date build. Node's built-ins only,
 * on any Node from 20 on; quick when everything is in place.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const SETUP_FOLDER = path.join(ROOT, 'node_modules', '.galley');
const LOCK_FILE = path.join(ROOT, '.setup-lock');
/** A set-up that takes longer than this has died and left its lock behind, in milliseconds. */
const LOCK_STALE_MS = 15 * 60_000;
/** Between the making of the lock and the writing of its owner lies a moment, in milliseconds. */
const LOCK_UNWRITTEN_MS = 2_000;
const WAIT_MS = 200;

const say = (line) => process.stderr.write(`${line}\n`);

/** Runs a program and returns its exit status; its standard output goes to standard error, which carries no results. */
function run(program, args, options = {}) {
  const result = spawnSync(program, args, { cwd: ROOT, stdio: ['ignore', 2, 2], env: childEnvironment(), ...options });
  if (result.error) throw result.error;
  return result.status ?? 1;
}

/** npm as a program of its own: through the Node that runs, wherever npm's script lies. */
export function npmCommand(args) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js') || script?.endsWith('.cjs')) return [process.execPath, [script, ...args]];
  return process.platform === 'win32' ? ['cmd.exe', ['/d', '/s', '/c', 'npm', ...args]] : ['npm', args];
}

/** The environment for what we start: the pinned Node and the project's programs come first. */
export function childEnvironment() {
  const folders = [path.join(ROOT, 'node_modules', 'node', 'bin'), path.join(ROOT, 'node_modules', '.bin')];
  return { ...process.env, PATH: [...folders, process.env.PATH].join(path.delimiter) };
}

function hashOf(...files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(path.join(ROOT, file)));
  return hash.digest('hex');
}

function readStamp(name) {
  const file = path.join(SETUP_FOLDER, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function writeStamp(name, value) {
  mkdirSync(SETUP_FOLDER, { recursive: true });
  writeFileSync(path.join(SETUP_FOLDER, name), value);
}

/** Installs the dependencies where they are missing or the lock file has changed. */
export function ensureDependencies() {
  const wanted = hashOf('package.json', 'package-lock.json');
  if (readStamp('dependencies') === wanted) return;
  withLock(() => {
    if (readStamp('dependencies') === wanted) return;
    say('Galley: installing its dependencies…');
    // Not `npm ci`: npm 11 leaves some packages of other platforms out of the lock file and then misses them there.
    const [program, args] = npmCommand(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
    if (run(program, args) !== 0) throw new Error('The dependencies could not be installed; npm says above why.');
    writeStamp('dependencies', wanted);
  });
}

/** The program of the pinned Node; the one that runs us where that one is missing and this is new enough. */
export function pinnedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = path.join(ROOT, 'node_modules', 'node', 'bin', name);
  if (existsSync(pinned)) return pinned;
  // An npm that was told to run no install scripts hasn't put the binary in its place.
  const script = path.join(ROOT, 'node_modules', 'node', 'installArchSpecificPackage.js');
  if (existsSync(script)) spawnSync(process.execPath, [script], { cwd: path.dirname(script), stdio: ['ignore', 2, 2] });
  if (existsSync(pinned)) return pinned;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  throw new Error(
    `The pinned Node is missing and Node ${process.versions.node} is too old; run npm install once more.`,
  );
}

/** Everything that the build reads, as `path:time:size` lines. */
function sourcesFingerprint() {
  const hash = createHash('sha256');
  const visit = (file) => {
    const stat = statSync(file);
    if (stat.isDirectory()) for (const name of readdirSync(file).sort()) visit(path.join(file, name));
    else hash.update(`${path.relative(ROOT, file)}:${stat.mtimeMs}:${stat.size}\n`);
  };
  for (const name of ['src', 'electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'])
    visit(path.join(ROOT, name));
  return hash.digest('hex');
}

/** Builds the app where its sources have changed since it was built. */
export function ensureBuild() {
  const isBuilt = () =>
    readStamp('build') === sourcesFingerprint() && existsSync(path.join(ROOT, 'out', 'main', 'cli.js'));
  if (isBuilt()) return;
  withLock(() => {
    if (isBuilt()) return;
    buildNow();
  });
}

/** Builds the app, whether its sources have changed or not. Throws where that fails. */
export function build() {
  withLock(buildNow);
}

function buildNow() {
  say('Galley: building…');
  const fingerprint = sourcesFingerprint();
  const bin = path.join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  if (run(pinnedNode(), [bin, 'build', '--logLevel', 'warn']) !== 0)
    throw new Error('Galley could not be built; the reason stands above.');
  writeStamp('build', fingerprint);
}

/** Two commands started at once must not install or build over each other. */
function withLock(act) {
  for (;;) {
    try {
      writeFileSync(LOCK_FILE, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isLeftBehind()) rmSync(LOCK_FILE, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
    }
  }
  try {
    act();
  } finally {
    rmSync(LOCK_FILE, { force: true });
  }
}

/** Whether the owner of the lock is gone. */
function isLeftBehind() {
  try {
    const ageMs = Date.now() - statSync(LOCK_FILE).mtimeMs;
    const owner = readFileSync(LOCK_FILE, 'utf8');
    return ageMs > LOCK_STALE_MS || (owner === '' ? ageMs > LOCK_UNWRITTEN_MS : !isRunning(Number(owner)));
  } catch (error) {
    // Released in the meantime.
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

function isRunning(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Runs `main` and ends the process with its result; a failure is one sentence. */
export async function runScript(main) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    say(`galley: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
