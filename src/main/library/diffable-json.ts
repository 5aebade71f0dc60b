/**
 * JSON laid out for both: a person who reads or compares files, and a save that takes milliseconds.
 */
import { perBlock } from '#core/document/per-block.ts';
import type { SerializedNode } from '#core/model/story.ts';

/** How deep lines are broken: a story's document (1), its root (2) and children (3), so that every block is one line. */
const BROKEN_LEVELS = 4;

/**
 * Returns `value` as JSON with one line for each field, and for each block of a document; what lies deeper stays on
 * its line. Parses to the same as `JSON.stringify(value)` and ends with a new line.
 */
export function diffableJson(value: unknown): string {
  return `${lines(value, 0, '')}\n`;
}

function lines(value: unknown, level: number, indent: string): string {
  if (level === BROKEN_LEVELS && isBlock(value)) return lineOfBlock(value);
  if (level >= BROKEN_LEVELS || typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (!value.some((item) => typeof item === 'object' && item !== null)) return JSON.stringify(value);
    return `[\n${value.map((item) => inner + lines(item, level + 1, inner)).join(',\n')}\n${indent}]`;
  }
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .map(([name, field]) => `${inner}${JSON.stringify(name)}: ${lines(field, level + 1, inner)}`);
  return fields.length === 0 ? '{}' : `{\n${fields.join(',\n')}\n${indent}}`;
}

/** A save of a long story writes hundreds of blocks, and a few of them are not those of the save before. */
const lineOfBlock = perBlock((block) => JSON.stringify(block));

/** Of all that is stored only the nodes of documents lie so deep and have a type; they are never changed in place. */
function isBlock(value: unknown): value is SerializedNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
