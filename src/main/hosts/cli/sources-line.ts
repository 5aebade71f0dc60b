/**
 * The command lines of `galley sources`.
 */
import { SOURCE_FORMATS, type SourceFormat } from '#core/citation/source-formats.ts';
import { oneOf, parsed, UsageError } from './arguments.ts';

export type SourcesLine =
  | {
      command: 'sources import';
      library: string | undefined;
      files: string[];
      /** What the files are in; undefined, each is told from its text. */
      format: SourceFormat | undefined;
      again: boolean;
      json: boolean;
    }
  | { command: 'sources export'; library: string | undefined; format: SourceFormat; out: string };

const OPTIONS = {
  import: {
    library: { type: 'string' },
    format: { type: 'string' },
    again: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  export: { library: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' } },
} as const;

/** Reads what follows `sources`. Throws `UsageError`. */
export function sourcesLine([verb, ...rest]: readonly string[]): SourcesLine {
  switch (verb) {
    case 'import': {
      const { values, positionals } = parsed(rest, OPTIONS.import);
      if (positionals.length === 0) throw new UsageError('sources import needs at least one FILE.');
      return {
        command: 'sources import',
        library: values.library,
        files: positionals,
        format: values.format === undefined ? undefined : oneOf('--format', values.format, SOURCE_FORMATS),
        again: values.again ?? false,
        json: values.json ?? false,
      };
    }
    case 'export': {
      const { values, positionals } = parsed(rest, OPTIONS.export);
      if (positionals[0] !== undefined) throw new UsageError(`sources export takes no “${positionals[0]}”.`);
      if (values.format === undefined)
        throw new UsageError(`sources export needs --format ${SOURCE_FORMATS.join('|')}.`);
      return {
        command: 'sources export',
        library: values.library,
        format: oneOf('--format', values.format, SOURCE_FORMATS),
        out: values.out ?? '-',
      };
    }
    default:
      throw new UsageError('sources takes import or export.');
  }
}
