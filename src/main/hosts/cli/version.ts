/**
 * Which Galley this is.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { appFolder } from '../folders.ts';

/** The version that `package.json` states, as `1.2.3`. */
export function version(): string {
  const stated: unknown = JSON.parse(readFileSync(path.join(appFolder(), 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(stated).version;
}
