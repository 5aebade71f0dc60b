/**
 * The command line's grammar: commands, their options, and what wrong usage is answered with.
 */
import { parseArgs } from 'node:util';

export const USAGE = `Usage: galley COMMAND [options]

  serve [--library DIR] [--port N] [--no-open] [--read-only]
      Opens the workbench in a browser window of its own; for reading only
      where another Galley has the library open, or where you say so.
  import FILE… [--library DIR] [--again] [--json]
      Makes a story of each page, Markdown or text file.
  list [stories|sources] [--library DIR] [--json]
  show STORY [--library DIR] [--json]
  export STORY --format markdown|html|json [--layout page|document]
         [--style ID] [--out FILE|-] [--library DIR]

STORY is an id, a slug or an exact title. --library DIR is the folder of the
library; without it, the one in your data folder.
Exit status: 0 done, 1 something asked for failed, 2 wrong usage.`;

/** Wrong usage: its message is one line, the exit status 2. */
export class UsageError extends Error {}

const OPTIONS = {
  serve: {
    library: { type: 'string' },
    port: { type: 'string' },
    'no-open': { type: 'boolean' },
    'read-only': { type: 'boolean' },
  },
  import: { library: { type: 'string' }, again: { type: 'boolean' }, json: { type: 'boolean' } },
  list: { library: { type: 'string' }, json: { type: 'boolean' } },
  show: { library: { type: 'string' }, json: { type: 'boolean' } },
  export: {
    library: { type: 'string' },
    format: { type: 'string' },
    layout: { type: 'string' },
    style: { type: 'string' },
    out: { type: 'string' },
  },
} as const;

/** A command line as understood; `library` undefined means the default folder. */
export type CommandLine =
  | { command: 'help' }
  | { command: 'serve'; library: string | undefined; port: number; open: boolean; readOnly: boolean }
  | { command: 'import'; library: string | undefined; files: string[]; again: boolean; json: boolean }
  | { command: 'list'; library: string | undefined; what: 'stories' | 'sources'; json: boolean }
  | { command: 'show'; library: string | undefined; story: string; json: boolean }
  | {
      command: 'export';
      library: string | undefined;
      story: string;
      format: 'markdown' | 'html' | 'json';
      layout: 'document' | 'page';
      style: string | undefined;
      out: string;
    };

/** Reads the arguments after the program's name. Throws `UsageError`. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const [command, ...rest] = args;
  if (command === undefined) throw new UsageError('Name a command.');
  if (command === 'help' || command === '--help' || command === '-h') return { command: 'help' };
  switch (command) {
    case 'serve': {
      const { values, positionals } = parsed(rest, OPTIONS.serve);
      if (positionals[0] !== undefined) throw new UsageError(`serve takes no “${positionals[0]}”.`);
      return {
        command,
        library: values.library,
        port: portOf(values.port),
        open: !values['no-open'],
        readOnly: values['read-only'] ?? false,
      };
    }
    case 'import': {
      const { values, positionals } = parsed(rest, OPTIONS.import);
      if (positionals.length === 0) throw new UsageError('import needs at least one FILE.');
      return {
        command,
        library: values.library,
        files: positionals,
        again: values.again ?? false,
        json: values.json ?? false,
      };
    }
    case 'list': {
      const { values, positionals } = parsed(rest, OPTIONS.list);
      const what = oneOf('list', positionals[0] ?? 'stories', ['stories', 'sources'] as const);
      return { command, library: values.library, what, json: values.json ?? false };
    }
    case 'show': {
      const { values, positionals } = parsed(rest, OPTIONS.show);
      return { command, library: values.library, story: onlyStory('show', positionals), json: values.json ?? false };
    }
    case 'export': {
      const { values, positionals } = parsed(rest, OPTIONS.export);
      if (values.format === undefined) throw new UsageError('export needs --format markdown|html|json.');
      return {
        command,
        library: values.library,
        story: onlyStory('export', positionals),
        format: oneOf('--format', values.format, ['markdown', 'html', 'json'] as const),
        layout: oneOf('--layout', values.layout ?? 'document', ['document', 'page'] as const),
        style: values.style,
        out: values.out ?? '-',
      };
    }
    default:
      throw new UsageError(`There is no command “${command}”.`);
  }
}

type Options = Record<string, { type: 'string' | 'boolean' }>;

function parsed<const O extends Options>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}

function onlyStory(command: string, positionals: string[]): string {
  const [story, extra] = positionals;
  if (story === undefined) throw new UsageError(`${command} needs a STORY: an id, a slug or an exact title.`);
  if (extra !== undefined)
    throw new UsageError(`${command} takes one STORY; put a title with spaces in quotation marks.`);
  return story;
}

function oneOf<const T extends readonly string[]>(name: string, value: string, allowed: T): T[number] {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`${name} takes ${allowed.join(' or ')}, not “${value}”.`);
  return found;
}

function portOf(value: string | undefined): number {
  if (value === undefined) return 0;
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535)
    throw new UsageError(`--port takes a number from 0 to 65535, not “${value}”.`);
  return port;
}
