/**
 * What each command does once its line is understood. Results go to standard output, one line a failure to standard error.
 */
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { TRPCError } from '@trpc/server';
import { describeSource } from '#core/citation/describe.ts';
import { MAX_PAGE_BYTES } from '#core/intake/decode.ts';
import { Failure } from '#core/model/failure.ts';
import type { Source } from '#core/model/source.ts';
import type { ImportResult } from '../../workbench/intake.ts';
import { findStory } from './find-story.ts';
import { type Output, withWorkbench } from './library.ts';
import { shownStory } from './show.ts';
import type { CommandLine } from './usage.ts';
import { writeExported } from './write-exported.ts';

type Of<C extends CommandLine['command']> = Extract<CommandLine, { command: C }>;

export function importFiles({ files, library, again, json }: Of<'import'>, output: Output): Promise<number> {
  return withWorkbench(library, false, async ({ api }) => {
    let exitCode = 0;
    for (const file of files) {
      try {
        const bytes = await readPage(file);
        const result = await api.intake.importPage({
          fileName: path.basename(file),
          base64: bytes.toString('base64'),
          again,
        });
        if (result.status === 'already-there') {
          throw new Failure(
            'AlreadyThere',
            `was imported before, as ${result.storyId} “${result.title}”; --again makes a second story of it.`,
          );
        }
        output.out(json ? JSON.stringify(importedJson(file, result)) : importedLine(result));
      } catch (error) {
        output.err(`${file}: ${sentenceOf(error)}`);
        exitCode = 1;
      }
    }
    return exitCode;
  });
}

type Imported = Exclude<ImportResult, { status: 'already-there' }>;

function importedJson(file: string, result: Imported): object {
  if (result.status === 'imported-sources') {
    const { status: _, ...rest } = result;
    return { file, ...rest };
  }
  if (result.status === 'imported-briefing') {
    const { status: _, briefingId: id, ...rest } = result;
    return { file, id, ...rest };
  }
  const { status: _, storyId: id, ...rest } = result;
  return { file, id, ...rest };
}

function importedLine(result: Imported): string {
  const remarks = result.warnings.map((warning) => `\n  ${warning}`).join('');
  if (result.status === 'imported-sources')
    return `${result.title}  (${result.sourcesAdded} sources added, ${result.sourcesThere} there already)${remarks}`;
  return result.status === 'imported-briefing'
    ? `${result.briefingId}  ${result.title}  (briefing of ${result.stories} stories, ${result.sourcesAdded} sources added)${remarks}`
    : `${result.storyId}  ${result.title}  (${result.sections} sections, ${result.citations} citations, ${result.sourcesAdded} sources added)${remarks}`;
}

export function list({ what, library, json }: Of<'list'>, output: Output): Promise<number> {
  return withWorkbench(library, true, async ({ context }) => {
    if (what === 'stories') {
      const stories = context.library.stories.list().toSorted((a, b) => b.updatedOn.localeCompare(a.updatedOn));
      if (json) output.out(JSON.stringify(stories, null, 2));
      else for (const story of stories) output.out(`${story.id}  ${story.updatedOn}  ${story.title}`);
    } else {
      const sources = context.library.sources.list();
      if (json) output.out(JSON.stringify(sources, null, 2));
      else {
        for (const source of sources) {
          const { outlet, date, title } = describeSource(source.csl);
          output.out([source.id, outlet, date, title].filter(Boolean).join('  '));
        }
      }
    }
    return 0;
  });
}

export function show({ story: name, library, json }: Of<'show'>, output: Output): Promise<number> {
  return withWorkbench(library, true, async ({ context }) => {
    const stories = context.library.stories.list();
    const { id } = findStory(stories, name);
    const story = await context.library.stories.get(id);
    const storyIds = new Set(stories.map((each) => each.id));
    const sources = new Map<string, Source>(context.library.sources.list().map((source) => [source.id, source]));
    const printer = await context.styles.printer(context.library.settings().styleId);
    const shown = shownStory(story, sources, storyIds, printer);
    if (json) output.out(JSON.stringify(shown, null, 2));
    else {
      output.out(
        `${shown.label}\n${shown.title}\n${shown.summary}\nImportance ${shown.importance} %, confidence ${shown.confidence} %, ${shown.mentions} mentions, ${shown.words} words, updated ${shown.updated}`,
      );
      for (const section of shown.sections)
        output.out(
          `${'  '.repeat(Math.max(0, section.level - 2))}${section.heading} (${section.role}${section.confidence === null ? '' : `, ${section.confidence} %`})`,
        );
    }
    return 0;
  });
}

export function exportStory({ story: name, out, library, options }: Of<'export'>, output: Output): Promise<number> {
  return withWorkbench(library, true, async ({ context, api }) => {
    const { id } = findStory(context.library.stories.list(), name);
    await writeExported(await api.publishing.exportStory({ id, options }), out, output);
    return 0;
  });
}

async function readPage(file: string): Promise<Buffer> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new Failure(
      'NotFound',
      error.code === 'ENOENT' ? 'there is no such file.' : `can’t be read (${error.code ?? error.message}).`,
    );
  });
  try {
    const { size } = await handle.stat();
    if (size > MAX_PAGE_BYTES)
      throw new Failure('Invalid', `is larger than ${MAX_PAGE_BYTES / 1024 / 1024} MB, the most that a page may have.`);
    return await readFile(handle).catch((error: NodeJS.ErrnoException) => {
      throw new Failure(
        'Invalid',
        error.code === 'EISDIR' ? 'is a folder, not a file.' : `can’t be read (${error.code ?? error.message}).`,
      );
    });
  } finally {
    await handle.close();
  }
}

/** The sentence of an expected failure, also from inside a tRPC error; anything else is a defect and thrown on. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Failure) return error.message;
  if (error instanceof TRPCError && error.cause instanceof Failure) return error.cause.message;
  throw error;
}
