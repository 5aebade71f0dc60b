/**
 * `galley export`: one story to a file or standard output, several into a folder.
 */
import path from 'node:path';
import { Failure } from '#core/model/failure.ts';
import type { StorySummary } from '#core/model/story.ts';
import { exportBaseNames } from '#core/publish/file-name.ts';
import { extensionsOf } from '../../workbench/publisher.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { findStory } from './find-story.ts';
import { type Output, withWorkbench } from './library.ts';
import { oneByOne } from './one-by-one.ts';
import { sentenceOf } from './sentence.ts';
import type { CommandLine } from './usage.ts';
import {
  firstThere,
  isFolder,
  makeExportFolder,
  nameIn,
  sayLeftOut,
  writeExported,
  writeExportedInto,
} from './write-exported.ts';

const STORIES = { doing: 'Exporting', done: 'exported', one: 'story', several: 'stories' };

type ExportLine = Extract<CommandLine, { command: 'export' }>;

/** Exports what is named. Returns the exit status: 1 where a story could not be exported, 130 after Ctrl+C. */
export function exportStories(line: ExportLine, output: Output): Promise<number> {
  return withWorkbench(line.library, { readOnly: true, tellTo: output }, async (workbench) => {
    const { api, context } = workbench;
    const [name] = line.stories;
    if (line.stories.length === 1 && name !== undefined && !(await isFolder(line.out))) {
      const { id, title } = findStory(context.library, name);
      const exported = await api.publishing.exportStory({ id, options: line.options, name: nameIn(line.out) });
      const files = await writeExported(exported, line.out, { force: line.force, output });
      if (line.json) output.out(JSON.stringify({ id, title, files }));
      sayLeftOut(exported, line.options, output);
      return 0;
    }
    return exportInto(path.resolve(line.out), line, workbench, output);
  });
}

/** One after the other; a story that can't be exported doesn't stop the others, a folder that is gone or full does. */
async function exportInto(
  folder: string,
  { stories: named, options, force, json }: ExportLine,
  { api, context }: Workbench,
  output: Output,
): Promise<number> {
  const stories = [
    ...new Map(named.map((name) => findStory(context.library, name)).map((story) => [story.id, story])).values(),
  ];
  const names = exportBaseNames(stories.map(({ title }) => title));
  await makeExportFolder(folder);
  const failed = (story: StorySummary, sentence: string) => {
    output.err(`${story.title || 'Untitled story'}: ${sentence}`);
    return false;
  };
  return oneByOne(stories, STORIES, output, async (story, index) => {
    const name = names[index] ?? story.id;
    const there = force
      ? undefined
      : await firstThere(extensionsOf(options.format).map((ending) => path.join(folder, `${name}.${ending}`)));
    if (there) return failed(story, `“${there}” is there already; --force replaces it.`);
    try {
      const exported = await api.publishing.exportStory({ id: story.id, options, name });
      const files = await writeExportedInto(folder, exported);
      output.out(json ? JSON.stringify({ id: story.id, title: story.title, files }) : (files[0] ?? ''));
      sayLeftOut(exported, options, output);
      return true;
    } catch (error) {
      failed(story, sentenceOf(error));
      // Where there is no room or no folder any more, the next ones fail alike.
      return error instanceof Failure && ['DiskFull', 'ReadOnly', 'Unreadable'].includes(error.kind) ? 'stop' : false;
    }
  });
}
