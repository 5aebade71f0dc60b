/**
 * The small values that every document of a library is made of: ids, percentages, dates and instants.
 */
import { z } from 'zod';

/** An id: 1–64 letters, digits, `-` and `_`. Safe as a file name on every system; case never tells two ids apart. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'is not a valid id');

/** The name of a file in `attachments/`: the SHA-256 of its bytes in hex, and an extension. */
export const attachmentNameSchema = z.string().regex(/^[0-9a-f]{64}\.[a-z0-9]{1,8}$/, 'is not an attachment');

/** A whole percentage, 0–100. */
export const percentSchema = z.int().min(0).max(100);

/** A calendar date without a time zone, `YYYY-MM-DD`. */
export const calendarDateSchema = z.iso.date();

/** A point in time, ISO 8601 in UTC. */
export const instantSchema = z.iso.datetime();

/** How often a document was saved; every save names the `rev` that it is based on. */
export const revSchema = z.int().min(0);

const ID_ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/**
 * Returns a new random id of 16 lower-case letters and digits (about 82 bits), so that two machines never mint the
 * same one and file names don't clash where case doesn't count.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => ID_ALPHABET[byte % ID_ALPHABET.length]).join('');
}

/** The calendar date of `now` in the local time zone, `YYYY-MM-DD`. */
export function calendarDateOf(now: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/**
 * Returns what a title becomes in a file name or an address: lower-case words joined by `-`, letters of any script
 * kept, at most 80 characters; `untitled` where nothing is left.
 */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '');
  return slug || 'untitled';
}
