/**
 * Reading arguments: what every command's line is made of, and what wrong usage is.
 */
import { parseArgs } from 'node:util';

/** Wrong usage: its message is one line, the exit status 2. */
export class UsageError extends Error {}

type Options = Record<string, { type: 'string' | 'boolean' }>;

/** Options and the rest of a line. Throws `UsageError`. */
export function parsed<const O extends Options>(args: string[], options: O) {
  try {
    return parseArgs({ args: withNumbers(args, options), options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's own messages go on for lines; their first sentence says it.
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw new UsageError(`${sentence.replace(/\.$/, '')}.`);
  }
}

/** A negative number after an option is its value: by itself, it would be taken for another option. */
function withNumbers(args: string[], options: Options): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1) ?? '';
    if (/^-\d/.test(arg) && options[before.replace(/^--/, '')]?.type === 'string')
      joined[joined.length - 1] += `=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

/** The value where it is one that is allowed. Throws `UsageError`. */
export function oneOf<const T extends readonly string[]>(name: string, value: string, allowed: T): T[number] {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`${name} takes ${allowed.join(' or ')}, not “${value}”.`);
  return found;
}
