/**
 * The commands over sources.
 */
import path from 'node:path';
import { decodeText, MAX_PAGE_BYTES } from '#core/intake/decode.ts';
import type { SourceImport } from '../../workbench/source-import.ts';
import { resultOf } from '../../workbench/steps.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { bringIn } from './bring-in.ts';
import { type Output, withWorkbench } from './library.ts';
import { readFileOf } from './read-file.ts';
import { sentenceOf } from './sentence.ts';
import type { SourcesLine } from './sources-line.ts';
import { writeExported } from './write-exported.ts';

const FILES = { doing: 'Importing', done: 'imported', one: 'file', several: 'files' };

type Of<C extends SourcesLine['command']> = Extract<SourcesLine, { command: C }>;

/** Imports file after file; one that can't be read, or an entry that can't, makes the exit status 1 and stops nothing. */
export function importSources(line: Of<'sources import'>, output: Output): Promise<number> {
  const { library, files, json } = line;
  return bringIn(library, files, FILES, output, async ({ api }, file, { out, err }) => {
    try {
      const { added, alreadyThere, problems } = await importFile(api, file, line);
      const there = alreadyThere.map(({ title, sourceId }) => ({ title, id: sourceId }));
      out(
        json
          ? JSON.stringify({ file, added, alreadyThere: there, problems })
          : `${file}: ${added} added${there.length > 0 ? `, ${there.length} already there (--again adds them too)` : ''}`,
      );
      for (const { line: at, message } of problems) err(`${file}:${at}: ${message}`);
      return problems.length === 0;
    } catch (error) {
      err(`${file}: ${sentenceOf(error)}`);
      return false;
    }
  });
}

async function importFile(
  api: Workbench['api'],
  file: string,
  { format, again }: Of<'sources import'>,
): Promise<SourceImport> {
  const { text } = decodeText(await readFileOf(file, MAX_PAGE_BYTES));
  const input = { fileName: path.basename(file), text, ...(format && { format }) };
  const report = await resultOf(await api.sources.importFile(input));
  if (!again || report.alreadyThere.length === 0) return report;
  const only = report.alreadyThere.map(({ entry }) => entry);
  const { added } = await resultOf(await api.sources.importFile({ ...input, only }));
  return { ...report, added: report.added + added, alreadyThere: [] };
}

export function exportSources({ library, format, out }: Of<'sources export'>, output: Output): Promise<number> {
  return withWorkbench(library, { readOnly: true, tellTo: output }, async ({ api }) => {
    const { fileName, mediaType, text } = await api.sources.exportFile({ format });
    await writeExported({ files: [{ fileName, mediaType, text }] }, out, { force: false, output });
    return 0;
  });
}
