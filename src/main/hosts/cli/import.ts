/**
 * `galley import`: stories of pages, what Galley itself has exported, and files of sources, one after the other.
 */
import path from 'node:path';
import { decodeText, MAX_PAGE_BYTES } from '#core/intake/decode.ts';
import { Failure } from '#core/model/failure.ts';
import { isGalleyJson } from '#core/publish/json.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { type Output, withWorkbench } from './library.ts';
import { readFileOf } from './read-file.ts';
import { sentenceOf } from './sentence.ts';
import type { CommandLine } from './usage.ts';

/** What came of a file: a line for people, the same for programs, and what in it could not be read. */
type Imported = { line: string; json: Record<string, unknown>; problems: string[] };

/** Imports what it can; a line on standard error and the exit status 1 say what it can't. */
export function importFiles(
  { files, library, again, json }: Extract<CommandLine, { command: 'import' }>,
  output: Output,
): Promise<number> {
  return withWorkbench(library, false, async ({ api }) => {
    let exitCode = 0;
    const fail = (file: string, sentence: string) => {
      output.err(`${file}: ${sentence}`);
      exitCode = 1;
    };
    for (const file of files) {
      try {
        const bytes = await readFileOf(file, MAX_PAGE_BYTES);
        const imported = (await importSources(api, file, bytes)) ?? (await importPage(api, file, bytes, again));
        output.out(json ? JSON.stringify({ file, ...imported.json }) : imported.line);
        for (const problem of imported.problems) fail(file, problem);
      } catch (error) {
        fail(file, sentenceOf(error));
      }
    }
    return exitCode;
  });
}

async function importPage(api: Workbench['api'], file: string, bytes: Buffer, again: boolean): Promise<Imported> {
  const result = await api.intake.importPage({
    fileName: path.basename(file),
    base64: bytes.toString('base64'),
    again,
    mustBeComplete: true,
  });
  if (result.status === 'already-there') {
    throw new Failure(
      'AlreadyThere',
      `was imported before, as ${result.storyId} “${result.title}”; --again makes a second story of it.`,
    );
  }
  const lineOf = (id: string, facts: string) =>
    [`${id}  ${result.title}  (${facts}, ${result.sourcesAdded} sources added)`, ...result.warnings].join('\n  ');
  if (result.status === 'imported-briefing') {
    const { status: _, briefingId: id, ...rest } = result;
    return { line: lineOf(id, `briefing of ${rest.stories} stories`), json: { id, ...rest }, problems: [] };
  }
  const { status: _, storyId: id, ...rest } = result;
  return {
    line: lineOf(id, `${rest.sections} sections, ${rest.citations} citations`),
    json: { id, ...rest },
    problems: [],
  };
}

/** Files of sources, told by their names; a JSON file may be a story that Galley has exported. */
const SOURCE_FILE = /\.(?:bib|ris|json)$/i;

/** Adds the sources of a file; undefined where it is none of that kind. Throws `Failure` where nothing in it can be read. */
async function importSources(api: Workbench['api'], file: string, bytes: Buffer): Promise<Imported | undefined> {
  if (!SOURCE_FILE.test(file)) return undefined;
  const { text } = decodeText(bytes);
  if (isGalleyJson(text)) return undefined;
  for await (const step of await api.sources.importFile({ fileName: path.basename(file), text })) {
    if (step.kind !== 'done') continue;
    const { added, alreadyThere, problems } = step.result;
    const [first] = problems;
    if (first && added === 0 && alreadyThere.length === 0)
      throw new Failure('Invalid', `line ${first.line}: ${first.message}`);
    const there = alreadyThere.length > 0 ? `, ${alreadyThere.length} there already` : '';
    return {
      line: `${path.basename(file)}  (${added} ${added === 1 ? 'source' : 'sources'} added${there})`,
      json: { sourcesAdded: added, alreadyThere: alreadyThere.length },
      problems: problems.map(({ line, message }) => `line ${line}: ${message}`),
    };
  }
  throw new Error('An import of sources ended without its result.');
}
