/**
 * What a program asks of the file system, in order, and what a power cut may leave of it.
 *
 * The model is weaker than the file systems in use: data that was not flushed may be missing, torn or zeros; names that were
 * given, moved or taken in a folder since its last flush may be there up to any point, each folder for itself; a rename is
 * done or not, also between two folders.
 */

import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type * as Files from 'node:fs/promises';
import path from 'node:path';

type Inode = { folder: boolean };
type Operation =
  | { kind: 'make'; at: string; inode: Inode }
  | { kind: 'write'; inode: Inode; data: Buffer }
  | { kind: 'flush'; inode: Inode }
  | { kind: 'flush-names'; folder: string }
  | { kind: 'rename'; from: string; to: string }
  | { kind: 'link'; from: string; to: string }
  | { kind: 'remove'; at: string };
export type Recording = { root: string; operations: Operation[] };

let recording: Recording | undefined;

/** Records what is done below `root` while `act` runs. */
export async function record(root: string, act: () => Promise<unknown>): Promise<Recording> {
  const mine: Recording = { root, operations: [] };
  recording = mine;
  try {
    await act();
  } finally {
    recording = undefined;
  }
  return mine;
}

/** The module `node:fs/promises` with what changes files recorded: for `vi.mock`. */
export function recordingFiles(real: typeof Files): typeof Files {
  const note = (operation: Operation) => recording?.operations.push(operation);
  const within = (file: unknown): string | undefined => {
    if (!recording || typeof file !== 'string' || !file.startsWith(recording.root)) return undefined;
    const relative = path.relative(recording.root, file);
    // The lock is taken anew at every start, whatever is left of it.
    return relative.startsWith('.lock') ? undefined : relative;
  };
  const open = async (...args: Parameters<typeof real.open>) => {
    const handle = await real.open(...args);
    const at = within(args[0]);
    if (at === undefined) return handle;
    const isFolder = (await handle.stat()).isDirectory();
    const inode: Inode = { folder: isFolder };
    if (String(args[1]).startsWith('w')) note({ kind: 'make', at, inode });
    return new Proxy(handle, {
      get: (target, name) => {
        if (name === 'writeFile')
          return async (data: string | Uint8Array) => {
            await target.writeFile(data);
            note({ kind: 'write', inode, data: Buffer.from(data as Uint8Array) });
          };
        if (name === 'sync')
          return async () => {
            await target.sync();
            note(isFolder ? { kind: 'flush-names', folder: at } : { kind: 'flush', inode });
          };
        const value = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  };
  return {
    ...real,
    open: open as typeof real.open,
    rename: async (from, to) => {
      await real.rename(from, to);
      const [a, b] = [within(from), within(to)];
      if (a !== undefined && b !== undefined) note({ kind: 'rename', from: a, to: b });
    },
    link: async (from, to) => {
      await real.link(from, to);
      const [a, b] = [within(from), within(to)];
      if (a !== undefined && b !== undefined) note({ kind: 'link', from: a, to: b });
    },
    rm: async (file, options) => {
      const at = within(file);
      const wasThere =
        at !== undefined &&
        (await real.stat(file).then(
          () => true,
          () => false,
        ));
      await real.rm(file, options);
      if (wasThere) note({ kind: 'remove', at });
    },
    unlink: async (file) => {
      await real.unlink(file);
      const at = within(file);
      if (at !== undefined) note({ kind: 'remove', at });
    },
    mkdir: (async (folder: string, options?: Parameters<typeof real.mkdir>[1]) => {
      const first = await real.mkdir(folder, options);
      const made: string[] = [];
      const isRecursive = typeof options === 'object' && options?.recursive === true;
      const outermost = isRecursive ? first : folder;
      for (let each = folder; outermost && each.startsWith(outermost); each = path.dirname(each)) made.unshift(each);
      for (const each of made) {
        const at = within(each);
        if (at !== undefined) note({ kind: 'make', at, inode: { folder: true } });
      }
      return first;
    }) as typeof real.mkdir,
  };
}

/** Everything below a folder: paths of folders to null, of files to their bytes. */
export type Tree = Map<string, Buffer | null>;

export function treeOf(root: string): Tree {
  const tree: Tree = new Map();
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    const isFolder = statSync(path.join(root, name)).isDirectory();
    if (!name.startsWith('.lock')) tree.set(name, isFolder ? null : readFileSync(path.join(root, name)));
  }
  return tree;
}

export function plant(tree: Tree, root: string): void {
  mkdirSync(root, { recursive: true });
  for (const [name, bytes] of tree) {
    if (bytes === null) mkdirSync(path.join(root, name), { recursive: true });
  }
  for (const [name, bytes] of tree) {
    if (bytes !== null) writeFileSync(path.join(root, name), bytes);
  }
}

/** What becomes of data that was written and not flushed. */
const UNFLUSHED: ((data: Buffer) => Buffer)[] = [
  () => Buffer.alloc(0),
  (data) => data.subarray(0, Math.floor(data.byteLength / 2)),
  (data) => Buffer.alloc(data.byteLength),
  (data) => data,
];

/** A state that a power cut may leave; `isAcknowledged` where everything had been done by then. */
export type Cut = { tree: Tree; isAcknowledged: boolean };

/** Every state that a power cut at any boundary of the recording may leave, each once. */
export function powerCuts(before: Tree, { operations }: Recording): Cut[] {
  const cuts = new Map<string, Cut>();
  for (let done = 0; done <= operations.length; done += 1) {
    const isAcknowledged = done === operations.length;
    for (const tree of statesAfter(before, operations.slice(0, done))) {
      const key = `${isAcknowledged} ${fingerprint(tree)}`;
      if (!cuts.has(key)) cuts.set(key, { tree, isAcknowledged });
    }
  }
  return [...cuts.values()];
}

function* statesAfter(before: Tree, operations: Operation[]): Generator<Tree> {
  const folders = [...new Set(operations.flatMap((operation) => foldersOf(operation)))];
  const pending = new Map(folders.map((folder) => [folder, pendingIn(folder, operations)]));
  for (const kept of choices(folders.map((folder) => pending.get(folder)?.length ?? 0))) {
    const dropped = new Set<Operation>();
    folders.forEach((folder, index) => {
      for (const operation of pending.get(folder)?.slice(kept[index]) ?? []) dropped.add(operation);
    });
    for (const unflushed of UNFLUSHED) yield replay(before, operations, dropped, unflushed);
  }
}

/** The folders whose names an operation changes. */
function foldersOf(operation: Operation): string[] {
  if (operation.kind === 'make' || operation.kind === 'remove') return [path.dirname(operation.at)];
  if (operation.kind === 'link') return [path.dirname(operation.to)];
  if (operation.kind === 'rename') return [path.dirname(operation.from), path.dirname(operation.to)];
  return [];
}

function pendingIn(folder: string, operations: Operation[]): Operation[] {
  const flushed = operations.findLastIndex(
    (operation) => operation.kind === 'flush-names' && (operation.folder || '.') === folder,
  );
  return operations.filter((operation, index) => {
    if (!foldersOf(operation).includes(folder) || index < flushed) return false;
    // A move between two folders is done once either of them was flushed.
    return !foldersOf(operation).some((other) => other !== folder && isFlushedAfter(other, index, operations));
  });
}

function isFlushedAfter(folder: string, index: number, operations: Operation[]): boolean {
  return operations
    .slice(index)
    .some((operation) => operation.kind === 'flush-names' && (operation.folder || '.') === folder);
}

/** Every choice of a number from 0 up to each of `limits`. */
function* choices(limits: number[]): Generator<number[]> {
  const [limit, ...rest] = limits;
  if (limit === undefined) {
    yield [];
    return;
  }
  for (let kept = limit; kept >= 0; kept -= 1) for (const others of choices(rest)) yield [kept, ...others];
}

function replay(
  before: Tree,
  operations: Operation[],
  dropped: Set<Operation>,
  unflushed: (data: Buffer) => Buffer,
): Tree {
  const contents = new Map<Inode, { data: Buffer; isFlushed: boolean }>();
  const names = new Map<string, Inode>();
  for (const [name, bytes] of before) {
    const inode = { folder: bytes === null };
    names.set(name, inode);
    if (bytes) contents.set(inode, { data: bytes, isFlushed: true });
  }
  for (const operation of operations) {
    if (operation.kind === 'write') {
      const data = Buffer.concat([contents.get(operation.inode)?.data ?? Buffer.alloc(0), operation.data]);
      contents.set(operation.inode, { data, isFlushed: false });
    } else if (operation.kind === 'flush') {
      const content = contents.get(operation.inode);
      if (content) content.isFlushed = true;
    } else if (!dropped.has(operation)) rename(names, operation);
  }
  const tree: Tree = new Map();
  for (const [name, inode] of [...names].sort(([a], [b]) => a.localeCompare(b))) {
    const { data, isFlushed } = contents.get(inode) ?? { data: Buffer.alloc(0), isFlushed: true };
    if (isReachable(name, names)) tree.set(name, inode.folder ? null : isFlushed ? data : unflushed(data));
  }
  return tree;
}

function isReachable(name: string, names: ReadonlyMap<string, Inode>): boolean {
  const folder = path.dirname(name);
  return folder === '.' || (names.has(folder) && isReachable(folder, names));
}

/** What depends on a name that is not there is not done either. */
function rename(names: Map<string, Inode>, operation: Operation): void {
  if (operation.kind === 'make') names.set(operation.at, operation.inode);
  else if (operation.kind === 'remove') names.delete(operation.at);
  else if (operation.kind === 'link' || operation.kind === 'rename') {
    const inode = names.get(operation.from);
    if (!inode) return;
    if (operation.kind === 'rename') names.delete(operation.from);
    names.set(operation.to, inode);
  }
}

function fingerprint(tree: Tree): string {
  return [...tree].map(([name, bytes]) => `${name}:${bytes === null ? '/' : bytes.toString('base64')}`).join('\n');
}
