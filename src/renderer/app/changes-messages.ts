/**
 * What the windows of a browser and the thread that listens for all of them say to each other.
 */
import type { DescribedChange } from './changes-line.ts';

/** What a window hears: first which lock the thread holds for as long as it lives, and how the line stands. */
export type ToldToWindow =
  | { kind: 'here'; lock: string }
  | { kind: 'up' }
  | { kind: 'down' }
  | { kind: 'change'; change: DescribedChange };

/** What a window says: that the workbench has answered it, so that the line may be had again; or that it goes. */
export type ToldByWindow = 'try-now' | 'leave';
