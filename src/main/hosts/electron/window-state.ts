/**
 * Where the desktop window stood when it was closed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { z } from 'zod';

const boundsSchema = z.object({ x: z.int(), y: z.int(), width: z.int().min(900), height: z.int().min(600) });

/** The remembered bounds where they still lie on a screen; an empty object otherwise. */
export function readWindowState(file: string, screens: readonly Rectangle[]): Partial<Rectangle> {
  try {
    const bounds = boundsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const isSeen = screens.some(
      ({ x, y, width, height }) =>
        bounds.x < x + width - 50 && bounds.x + bounds.width > x + 50 && bounds.y >= y && bounds.y < y + height - 50,
    );
    return isSeen ? bounds : {};
  } catch {
    // Not there yet or damaged: the window opens where the system puts it.
    return {};
  }
}

/** Remembers the bounds for the next start; a failure costs only that. */
export function writeWindowState(file: string, bounds: Rectangle): void {
  try {
    writeFileSync(file, JSON.stringify(bounds), { mode: 0o600 });
  } catch (error) {
    console.error('galley: the window’s place could not be remembered:', error);
  }
}
