/**
 * The built window as a closed set of files: what wasn't there at start is not served, so no path can lead elsewhere.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const MEDIA_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

export type StaticFile = { bytes: Uint8Array<ArrayBuffer>; mediaType: string; immutable: boolean };

/** Lists the files under `folder` once; the function returned gives one by its URL path, `/` being `index.html`. */
export function openStaticFiles(folder: string): (urlPath: string) => StaticFile | undefined {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files.set(`/${path.relative(folder, file).split(path.sep).join('/')}`, file);
  }
  const read = new Map<string, StaticFile>();
  return (urlPath) => {
    const name = urlPath === '/' ? '/index.html' : urlPath;
    const kept = read.get(name);
    if (kept) return kept;
    const file = files.get(name);
    const mediaType = MEDIA_TYPES[path.extname(name)];
    if (!file || !mediaType) return undefined;
    // Built assets carry their content's hash in their name.
    const found = { bytes: new Uint8Array(readFileSync(file)), mediaType, immutable: name.startsWith('/assets/') };
    read.set(name, found);
    return found;
  };
}
