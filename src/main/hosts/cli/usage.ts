/**
 * The command line's grammar: commands, their options, and what wrong usage is answered with.
 */
import { FORMATS, localeIdSchema } from '#core/model/publishing.ts';
import type { ExportOptions } from '../../workbench/exported.ts';
import { oneOf, parsed, UsageError } from './arguments.ts';
import { type SourcesLine, sourcesLine } from './sources-line.ts';

export const USAGE = `Usage: galley COMMAND [options]

  serve [--library DIR] [--port N] [--no-open] [--read-only]
      Opens the workbench in a browser window of its own; for reading only
      where another Galley has the library open, or where you say so.
  import FILE|DIR… [--dry-run] [--library DIR] [--again] [--json]
      Makes a story of each page: Markdown, text, HTML or Word; takes in what
      Galley exported as JSON or Pandoc Markdown, and adds the sources of
      .bib, .ris and CSL-JSON files. Of a folder, all such files. --dry-run
      says what would be added and writes nothing.
  list [stories|sources] [--library DIR] [--json]
  show STORY [--library DIR] [--json]
  export STORY --format markdown|pandoc|html|pdf|docx|json
         [--layout page|document] [--style ID] [--locale xx-XX]
         [--citations inline|footnotes|numbered] [--audience NAME]
         [--out FILE|-] [--force] [--json] [--library DIR]
  export STORY… --format FORMAT --out DIR [--force] [--json] [options of export]
      Several stories, a file each, into a folder; --force replaces files
      that are there already, and what belongs beside a FILE.
  check [--repair] [--library DIR] [--json]
      Looks through the whole library and says whether it is sound. --repair
      mends what can be mended without losing anything.
  backup FILE.zip [--library DIR] [--json]
  restore FILE.zip [--library DIR] [--json]
      A backup of the whole library, and a library of a backup, in a folder
      that is empty or not there yet.
  briefing create --title T STORY… [--library DIR] [--json]
  briefing list [--library DIR] [--json]
  briefing show BRIEFING [--library DIR] [--json]
  briefing export BRIEFING --format FORMAT [options of export]
  sources import FILE… [--format bibtex|ris|csl-json] [--again] [--library DIR]
         [--json]
      Adds the sources of each file; those that are there already only with
      --again.
  sources export --format bibtex|ris|csl-json [--out FILE|-] [--library DIR]
  --version

STORY is an id, a slug or an exact title, BRIEFING an id or an exact title.
--library DIR is the folder of the library; without it, the one in your data
folder.
Ctrl+C ends an import or an export after the file under way, a second one at
once.
Exit status: 0 done, 1 something asked for failed, 2 wrong usage, 130 ended by
Ctrl+C.`;

const EXPORT_OPTIONS = {
  library: { type: 'string' },
  format: { type: 'string' },
  layout: { type: 'string' },
  style: { type: 'string' },
  locale: { type: 'string' },
  citations: { type: 'string' },
  audience: { type: 'string' },
  out: { type: 'string' },
} as const;

const OPTIONS = {
  serve: {
    library: { type: 'string' },
    port: { type: 'string' },
    'no-open': { type: 'boolean' },
    'read-only': { type: 'boolean' },
  },
  import: {
    library: { type: 'string' },
    again: { type: 'boolean' },
    json: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  },
  list: { library: { type: 'string' }, json: { type: 'boolean' } },
  show: { library: { type: 'string' }, json: { type: 'boolean' } },
  export: { ...EXPORT_OPTIONS, force: { type: 'boolean' }, json: { type: 'boolean' } },
  'briefing export': { ...EXPORT_OPTIONS, force: { type: 'boolean' }, json: { type: 'boolean' } },
  check: { library: { type: 'string' }, repair: { type: 'boolean' }, json: { type: 'boolean' } },
  briefing: { library: { type: 'string' }, title: { type: 'string' }, json: { type: 'boolean' } },
} as const;

/** A command line as understood; `library` undefined means the default folder. */
export type CommandLine =
  | { command: 'help' | 'version' }
  | { command: 'serve'; library: string | undefined; port: number; open: boolean; readOnly: boolean }
  | { command: 'import'; library: string | undefined; files: string[]; again: boolean; json: boolean; dryRun: boolean }
  | { command: 'list'; library: string | undefined; what: 'stories' | 'sources'; json: boolean }
  | { command: 'show'; library: string | undefined; story: string; json: boolean }
  | {
      command: 'export';
      library: string | undefined;
      stories: string[];
      options: ExportOptions;
      /** A file, a folder, or `-` for standard output. */
      out: string;
      force: boolean;
      json: boolean;
    }
  | { command: 'check'; library: string | undefined; repair: boolean; json: boolean }
  | { command: 'backup' | 'restore'; library: string | undefined; file: string; json: boolean }
  | {
      command: 'briefing create';
      library: string | undefined;
      title: string;
      stories: string[];
      json: boolean;
    }
  | { command: 'briefing list'; library: string | undefined; json: boolean }
  | { command: 'briefing show'; library: string | undefined; briefing: string; json: boolean }
  | {
      command: 'briefing export';
      library: string | undefined;
      briefing: string;
      options: ExportOptions;
      out: string;
      force: boolean;
      json: boolean;
    }
  | SourcesLine;

/** Reads the arguments after the program's name. Throws `UsageError`. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const [command, ...rest] = args;
  if (command === undefined) throw new UsageError('Name a command.');
  if (command === 'help' || command === '--help' || command === '-h') return { command: 'help' };
  if (command === '--version') return { command: 'version' };
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
      if (positionals.length === 0) throw new UsageError('import needs at least one FILE or DIR.');
      return {
        command,
        library: values.library,
        files: positionals,
        again: values.again ?? false,
        json: values.json ?? false,
        dryRun: values['dry-run'] ?? false,
      };
    }
    case 'list': {
      const { values, positionals } = parsed(rest, OPTIONS.list);
      const what = oneOf('list', positionals[0] ?? 'stories', ['stories', 'sources'] as const);
      return { command, library: values.library, what, json: values.json ?? false };
    }
    case 'show': {
      const { values, positionals } = parsed(rest, OPTIONS.show);
      return {
        command,
        library: values.library,
        story: only('show', 'STORY', positionals),
        json: values.json ?? false,
      };
    }
    case 'export': {
      const { values, positionals } = parsed(rest, OPTIONS.export);
      if (positionals.length === 0) throw new UsageError('export needs a STORY: an id or an exact title.');
      if (positionals.length > 1 && (values.out ?? '-') === '-')
        throw new UsageError('export of several stories needs --out DIR; put a title with spaces in quotation marks.');
      return {
        command,
        library: values.library,
        stories: positionals,
        options: exportOptions('export', values),
        ...placeOf('export', values),
        force: values.force ?? false,
      };
    }
    case 'check': {
      const { values, positionals } = parsed(rest, OPTIONS.check);
      if (positionals[0] !== undefined) throw new UsageError(`check takes no “${positionals[0]}”.`);
      return { command, library: values.library, repair: values.repair ?? false, json: values.json ?? false };
    }
    case 'backup':
    case 'restore': {
      const { values, positionals } = parsed(rest, OPTIONS.list);
      const file = only(command, 'FILE.zip', positionals);
      return { command, library: values.library, file, json: values.json ?? false };
    }
    case 'briefing':
      return briefingLine(rest);
    case 'sources':
      return sourcesLine(rest);
    default:
      throw new UsageError(`There is no command “${command}”.`);
  }
}

function briefingLine([verb, ...rest]: readonly string[]): CommandLine {
  switch (verb) {
    case 'create': {
      const { values, positionals } = parsed(rest, OPTIONS.briefing);
      if (!values.title) throw new UsageError('briefing create needs --title.');
      if (positionals.length === 0) throw new UsageError('briefing create needs at least one STORY.');
      return {
        command: 'briefing create',
        library: values.library,
        title: values.title,
        stories: positionals,
        json: values.json ?? false,
      };
    }
    case 'list': {
      const { values, positionals } = parsed(rest, OPTIONS.list);
      if (positionals[0] !== undefined) throw new UsageError(`briefing list takes no “${positionals[0]}”.`);
      return { command: 'briefing list', library: values.library, json: values.json ?? false };
    }
    case 'show': {
      const { values, positionals } = parsed(rest, OPTIONS.show);
      return {
        command: 'briefing show',
        library: values.library,
        briefing: only('briefing show', 'BRIEFING', positionals),
        json: values.json ?? false,
      };
    }
    case 'export': {
      const { values, positionals } = parsed(rest, OPTIONS['briefing export']);
      return {
        command: 'briefing export',
        library: values.library,
        briefing: only('briefing export', 'BRIEFING', positionals),
        options: exportOptions('briefing export', values),
        ...placeOf('briefing export', values),
        force: values.force ?? false,
      };
    }
    default:
      throw new UsageError('briefing takes create, list, show or export.');
  }
}

function only(command: string, what: 'STORY' | 'BRIEFING' | 'FILE.zip', positionals: string[]): string {
  const [name, extra] = positionals;
  const isFile = what === 'FILE.zip';
  if (name === undefined)
    throw new UsageError(`${command} needs a ${what}${isFile ? '' : ': an id or an exact title'}.`);
  if (extra !== undefined) {
    const named = isFile ? 'name' : 'title';
    throw new UsageError(`${command} takes one ${what}; put a ${named} with spaces in quotation marks.`);
  }
  return name;
}

/** Where an export goes; `--json` says which files it made, which standard output has no room for beside a document. */
function placeOf(command: string, { out = '-', json = false }: { out?: string; json?: boolean }) {
  if (json && out === '-') throw new UsageError(`${command} --json needs --out FILE: it says what was written.`);
  return { out, json };
}

type ExportValues = Partial<Record<'format' | 'layout' | 'style' | 'locale' | 'citations' | 'audience', string>>;

function exportOptions(command: string, values: ExportValues): ExportOptions {
  if (values.format === undefined) throw new UsageError(`${command} needs --format ${FORMATS.join('|')}.`);
  const { locale } = values;
  if (locale !== undefined && !localeIdSchema.safeParse(locale).success)
    throw new UsageError(`--locale takes a language and a country, as en-GB, not “${locale}”.`);
  const format = oneOf('--format', values.format, FORMATS);
  if (values.layout !== undefined && format !== 'markdown')
    throw new UsageError(`--layout goes with --format markdown, not with ${format}.`);
  if (values.layout === 'page' && command === 'briefing export')
    throw new UsageError('--layout page is the form of a story’s page; a briefing has none.');
  return {
    format,
    layout: oneOf('--layout', values.layout ?? 'document', ['document', 'page'] as const),
    ...(values.style !== undefined && { styleId: values.style }),
    ...(locale !== undefined && { localeId: locale }),
    publish: {
      ...(values.citations !== undefined && {
        citations: oneOf('--citations', values.citations, ['inline', 'footnotes', 'numbered'] as const),
      }),
      ...(values.audience !== undefined && { audience: values.audience }),
    },
  };
}

function portOf(value: string | undefined): number {
  if (value === undefined) return 0;
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535)
    throw new UsageError(`--port takes a number from 0 to 65535, not “${value}”.`);
  return port;
}
