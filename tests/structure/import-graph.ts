/**
 * Which file of a source tree imports which, read from the text of its imports with Node's built-ins only.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One import: `specifier` as written, `target` the file that it names below the root, undefined for a package. */
export type Import = { from: string; specifier: string; target: string | undefined; isTypeOnly: boolean };

/** All import forms: static with and without bindings, re-exports, dynamic ones, and files named by URL for workers. */
const IMPORTS = [
  /^[ \t]*(?:import|export)\s+(type\s+)?(?:[\w$*\s{},]+?)\s+from\s+'([^']+)'/gm,
  /^[ \t]*import\s+()'([^']+)'/gm,
  /\bimport\(()\s*'([^']+)'/g,
  /\bnew URL\(()'([^']+)',\s*import\.meta\.url\)/g,
];

/** All TypeScript files below `root`, as paths relative to it with `/`. */
export function filesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

/** All folders below `root`, as paths relative to it with `/`. */
export function foldersIn(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}

/** The imports of all files below `root`, whose rooms are named `#room/…` in imports. Throws for one that names no file. */
export function importsIn(root: string): Import[] {
  return filesIn(root).flatMap((from) => {
    const text = readFileSync(path.join(root, from), 'utf8');
    return IMPORTS.flatMap((pattern) =>
      [...text.matchAll(pattern)].map(([, type, specifier = '']): Import => {
        const target = targetOf(from, specifier);
        if (target !== undefined && !existsSync(path.join(root, target))) {
          throw new Error(`${from} imports ${specifier}, which is no file.`);
        }
        return { from, specifier, target, isTypeOnly: Boolean(type) };
      }),
    );
  });
}

function targetOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(from), specifier);
  return undefined;
}

/** Rings of files that import each other, each from its alphabetically first file on; types don't count: they are gone at run time. */
export function cyclesIn(imports: readonly Import[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, target, isTypeOnly } of imports) {
    if (target !== undefined && !isTypeOnly) targets.set(from, [...(targets.get(from) ?? []), target]);
  }
  const cycles = new Set<string>();
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const at = trail.indexOf(file);
    if (at >= 0) {
      const ring = trail.slice(at);
      const first = ring.indexOf(ring.toSorted()[0] ?? '');
      cycles.add([...ring.slice(first), ...ring.slice(0, first), ring[first]].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return [...cycles].sort();
}
