/**
 * `galley import`: files and whole folders, or what they would add.
 */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { MAX_PAGE_BYTES } from '#core/intake/decode.ts';
import { inImportOrder, isImportable } from '#core/intake/endings.ts';
import type { Remark } from '#core/intake/remark.ts';
import { countOf, totalsInWords, totalsOf } from '#core/intake/totals.ts';
import { Failure } from '#core/model/failure.ts';
import { type ImportPreview, type ImportResult, incompleteness, inWords, MAX_PLANNED } from '../../workbench/intake.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { bibliographyBeside } from './bibliography-beside.ts';
import { bringIn } from './bring-in.ts';
import { imagesBeside } from './images-beside.ts';
import { type Output, withPlannedWorkbench } from './library.ts';
import { oneByOne } from './one-by-one.ts';
import { readFileOf } from './read-file.ts';
import { sentenceOf } from './sentence.ts';
import type { CommandLine } from './usage.ts';

const FILES = { doing: 'Importing', done: 'imported', one: 'file', several: 'files' };
const LOOKED_AT = { ...FILES, doing: 'Looking at', done: 'looked at' };

type ImportLine = Extract<CommandLine, { command: 'import' }>;

/** Imports one file after the other; one that can't be read doesn't stop the others. Returns the exit status, 130 after Ctrl+C. */
export async function importFiles(
  { files: named, library, again, json, dryRun }: ImportLine,
  output: Output,
): Promise<number> {
  const previews: ImportPreview[] = [];
  const act = async (
    { api, context }: Workbench,
    file: string,
    { out }: Output,
    failed: (problem: unknown) => false,
  ) => {
    const bytes = await readFileOf(file, MAX_PAGE_BYTES);
    const content = { fileName: path.basename(file), base64: bytes.toString('base64') };
    const images = await imagesBeside(file, bytes);
    const beside = [...images.keys()];
    if (dryRun) {
      const planned = previews.flatMap(({ newSources }) => newSources.flatMap(({ csl }) => csl ?? []));
      const preview = await api.intake.preview({ ...content, beside, planned: planned.slice(0, MAX_PLANNED) });
      if (preview.alreadyThere && !again) throw thereAlready(preview.alreadyThere);
      if (preview.defects.length > 0) throw new Failure('Invalid', incompleteness(preview.defects));
      if (preview.kind === 'sources')
        refuseWithout(preview.newSources.length + preview.matchedSources + preview.plannedSources, preview.remarks);
      previews.push(preview);
      out(json ? JSON.stringify(previewJson(file, preview)) : previewLines(file, preview));
      return true;
    }
    if (images.size > 0) {
      // A file that is refused brings no images either.
      const { alreadyThere } = await api.intake.preview({ ...content, beside });
      if (alreadyThere && !again) throw thereAlready(alreadyThere);
      for (const image of images.values()) await context.library.attachments.put(image);
    }
    const result = await api.intake.importPage({ ...content, again, mustBeComplete: true });
    if (result.status === 'already-there') throw thereAlready({ id: result.storyId, title: result.title });
    if (result.status === 'imported-sources') {
      refuseWithout(result.sourcesAdded + result.sourcesThere, result.problems);
      out(json ? JSON.stringify(importedJson(file, result)) : importedLine(result));
      for (const { line, message } of result.problems) failed(new Failure('Invalid', `line ${line}: ${message}`));
      return result.problems.length === 0;
    }
    out(json ? JSON.stringify(importedJson(file, result)) : importedLine(result));
    return true;
  };
  const actOrSay = async (workbench: Workbench, { file, problem }: Found, told: Output) => {
    const failed = (error: unknown): false => {
      told.err(`${file}: ${sentenceOf(error)}`);
      return false;
    };
    return problem ? failed(problem) : act(workbench, file, told, failed).catch(failed);
  };
  const files = await expanded(named);
  if (!dryRun) return bringIn(library, files, FILES, output, actOrSay);
  return withPlannedWorkbench(library, output, async (workbench) => {
    const exitCode = await oneByOne(files, LOOKED_AT, output, (file) => actOrSay(workbench, file, output));
    if (!json && previews.length > 0)
      output.out(`To be added: ${totalsInWords(totalsOf(previews))}. Nothing was written.`);
    return exitCode;
  });
}

/** Throws the first of the problems where a bibliography has nothing else. */
function refuseWithout(sources: number, problems: readonly Remark[]): void {
  const [first] = problems;
  if (sources === 0 && first) throw new Failure('Invalid', `line ${first.line}: ${first.message}`);
}

function thereAlready({ id, title }: { id: string; title: string }): Failure {
  return new Failure('AlreadyThere', `was imported before, as ${id} “${title}”; --again makes a second story of it.`);
}

/** A file to import, or a folder that none could be taken from, and why. */
type Found = { file: string; problem?: unknown };

/**
 * The files that are named with the bibliographies beside them, and for each folder those in it that can be imported, in the
 * order in which they come in.
 */
async function expanded(named: readonly string[]): Promise<Found[]> {
  const files: Found[] = [];
  const beside = new Map<string, Found>();
  for (const name of named) {
    const found = await stat(name).catch(() => undefined);
    if (!found?.isDirectory()) {
      files.push({ file: name });
      const bibliography = await bibliographyBeside(name);
      if (bibliography) beside.set(path.resolve(bibliography), { file: bibliography });
      continue;
    }
    try {
      const inside = (await readdir(name, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(name, path.join(entry.parentPath, entry.name)))
        .filter(isImportable)
        .sort();
      if (inside.length === 0) throw new Failure('Invalid', 'holds nothing that can be imported.');
      for (const file of inside) files.push({ file: path.join(name, file) });
    } catch (problem) {
      files.push({ file: name, problem });
    }
  }
  for (const { file } of files) beside.delete(path.resolve(file));
  return [...beside.values(), ...inImportOrder(files, ({ file }) => file)];
}

type Imported = Exclude<ImportResult, { status: 'already-there' }>;

function importedJson(file: string, result: Imported): object {
  switch (result.status) {
    case 'imported-sources': {
      return { file, sourcesAdded: result.sourcesAdded, alreadyThere: result.sourcesThere };
    }
    case 'imported-briefing': {
      const { status: _, briefingId: id, ...rest } = result;
      return { file, id, ...rest };
    }
    case 'imported': {
      const { status: _, storyId: id, ...rest } = result;
      return { file, id, ...rest };
    }
  }
}

function importedLine(result: Imported): string {
  const remarks = result.warnings.map((warning) => `\n  ${warning}`).join('');
  switch (result.status) {
    case 'imported-sources':
      return `${result.title}  (${countOf(result.sourcesAdded, 'source')} added${result.sourcesThere > 0 ? `, ${result.sourcesThere} there already` : ''})`;
    case 'imported-briefing':
      return `${result.briefingId}  ${result.title}  (briefing of ${countOf(result.stories, 'story', 'stories')}, ${countOf(result.sourcesAdded, 'source')} added)${remarks}`;
    case 'imported':
      return `${result.storyId}  ${result.title}  (${countOf(result.sections, 'section')}, ${countOf(result.citations, 'citation')}, ${countOf(result.sourcesAdded, 'source')} added)${remarks}`;
  }
}

function previewJson(file: string, preview: ImportPreview): object {
  const { newSources, remarks, alreadyThere, matched: _, ...rest } = preview;
  return {
    file,
    ...rest,
    alreadyThere: alreadyThere?.id ?? null,
    newSources: newSources.map(({ label }) => label),
    warnings: remarks,
  };
}

function previewLines(
  file: string,
  { kind, title, stories, newSources, matchedSources, plannedSources, remarks }: ImportPreview,
): string {
  const there = matchedSources > 0 ? `, ${matchedSources} there already` : '';
  const before = plannedSources > 0 ? `, ${plannedSources} from files before it` : '';
  const sources = `${countOf(newSources.length, 'new source')}${there}${before}`;
  const lines = [kind === 'sources' ? `${file}: ${sources}` : `${file}: ${kind} “${title}”, ${sources}`];
  for (const story of stories) {
    if (kind === 'briefing') lines.push(`  story “${story.title}”`);
    lines.push(
      `  ${countOf(story.sections.length, 'section')}, ${countOf(story.citations, 'citation')}, ${countOf(story.words, 'word')}`,
    );
    for (const { heading, level } of story.sections) lines.push(`    ${'#'.repeat(level)} ${heading}`);
  }
  for (const { label } of newSources) lines.push(`  new source: ${label}`);
  for (const remark of remarks) lines.push(`  ${inWords(remark)}`);
  return lines.join('\n');
}
