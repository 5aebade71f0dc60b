/**
 * A snapshot in words: when it was taken and why.
 */
import type { SnapshotReason } from '#core/model/snapshot.ts';

export const REASON_WORDS: Record<SnapshotReason, string> = {
  spell: 'Before writing',
  interval: 'While writing',
  'by-hand': 'Kept by hand',
  restore: 'Before a restore',
  'bulk-edit': 'Before sources were merged',
  merge: 'Before a merge',
  migration: 'Before a newer version of Galley',
};

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayOfThisYear = new Intl.DateTimeFormat('en-US', { weekday: 'long', month: 'long', day: 'numeric' });
const dayOfAnother = new Intl.DateTimeFormat('en-US', { month: 'long', day: 'numeric', year: 'numeric' });
const shortDay = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric' });

/** `14:05`. */
export function timeText(takenAt: string): string {
  return clock.format(new Date(takenAt));
}

/** `Today`, `Yesterday`, `Monday, March 9`, `March 9, 2025`. */
export function dayText(takenAt: string, now: Date): string {
  const date = new Date(takenAt);
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (date.toDateString() === now.toDateString()) return 'Today';
  if (date.toDateString() === yesterday.toDateString()) return 'Yesterday';
  return (date.getFullYear() === now.getFullYear() ? dayOfThisYear : dayOfAnother).format(date);
}

/** `at 14:05` of today, `on Mar 9 at 14:05` of another day: for the end of a sentence. */
export function whenText(takenAt: string, now: Date): string {
  const date = new Date(takenAt);
  const day = date.toDateString() === now.toDateString() ? '' : `on ${shortDay.format(date)} `;
  return `${day}at ${clock.format(date)}`;
}
