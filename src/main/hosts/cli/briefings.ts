/**
 * The commands over briefings.
 */
import path from 'node:path';
import { Failure } from '#core/model/failure.ts';
import type { Library } from '../../library/library.ts';
import type { BriefingListItem } from '../../workbench/briefings.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { findStory } from './find-story.ts';
import { type Output, withWorkbench } from './library.ts';
import { sentenceOf } from './sentence.ts';
import { refuseDamaged } from './trouble.ts';
import type { CommandLine } from './usage.ts';
import {
  documentsOf,
  firstThere,
  isFolder,
  makeExportFolder,
  nameIn,
  sayLeftOut,
  writeExported,
  writeExportedInto,
} from './write-exported.ts';

type Of<C extends CommandLine['command']> = Extract<CommandLine, { command: C }>;

export function createBriefing(
  { title, stories, library, json }: Of<'briefing create'>,
  output: Output,
): Promise<number> {
  return withWorkbench(library, { readOnly: false, tellTo: output }, async ({ api, context }) => {
    const chosen = stories.map((name) => findStory(context.library, name));
    const { id } = await api.briefings.create({
      title,
      items: chosen.map((story) => ({ id: context.newId(), storyId: story.id, title: story.title, show: 'full' })),
    });
    output.out(
      json ? JSON.stringify({ id, title, items: chosen.length }) : `${id}  ${title}  (${chosen.length} stories)`,
    );
    return 0;
  });
}

export function listBriefings({ library, json }: Of<'briefing list'>, output: Output): Promise<number> {
  return withWorkbench(library, { readOnly: true, tellTo: output }, async ({ api }) => {
    const briefings = (await api.briefings.list()).toSorted((a, b) => b.date.localeCompare(a.date));
    if (json) output.out(JSON.stringify(briefings, null, 2));
    else
      for (const { id, date, number, title } of briefings)
        output.out([id, date, number, title].filter(Boolean).join('  '));
    return 0;
  });
}

export function showBriefing({ briefing: name, library, json }: Of<'briefing show'>, output: Output): Promise<number> {
  return withWorkbench(library, { readOnly: true, tellTo: output }, async ({ api, context }) => {
    const briefing = await api.briefings.get({
      id: findBriefing(await api.briefings.list(), context.library, name).id,
    });
    if (json) {
      output.out(JSON.stringify(briefing, null, 2));
      return 0;
    }
    output.out([briefing.handling, briefing.title, briefing.number, briefing.date].filter(Boolean).join('\n'));
    for (const { storyId, title, show } of briefing.items) {
      const story = context.library.stories.summary(storyId);
      output.out(`  ${story?.title ?? `${title} (no longer in the library)`}${show === 'full' ? '' : ` (${show})`}`);
    }
    return 0;
  });
}

export function exportBriefing(
  { briefing: name, options, out, force, library, json }: Of<'briefing export'>,
  output: Output,
): Promise<number> {
  return withWorkbench(library, { readOnly: true, tellTo: output }, async (workbench) => {
    const { api, context } = workbench;
    const { id, title: briefingTitle } = findBriefing(await api.briefings.list(), context.library, name);
    const intoFolder = await isFolder(out);
    const exported = await api.briefings.export({ id, options, name: intoFolder ? undefined : nameIn(out) });
    if (intoFolder) {
      const there = force
        ? undefined
        : await firstThere(documentsOf(exported).map((fileName) => path.resolve(out, fileName)));
      if (there) throw new Failure('AlreadyThere', `“${there}” is there already; --force replaces it.`);
      await makeExportFolder(path.resolve(out));
    }
    const files = intoFolder
      ? await writeExportedInto(path.resolve(out), exported)
      : await writeExported(exported, out, { force, output });
    if (json) output.out(JSON.stringify({ id, title: briefingTitle, files, missing: exported.missing }));
    sayLeftOut(exported, options, output);
    for (const title of exported.missing)
      output.err(`galley: “${title}” is no longer in the library and was left out.`);
    if (files.length > 0) await rememberExport({ id, storyRevs: exported.storyRevs }, workbench, output);
    return 0;
  });
}

/** Notes in the briefing what it was exported from, where nobody else has the library; the files are written either way. */
async function rememberExport(
  made: { id: string; storyRevs: Record<string, number> },
  { api, context }: Workbench,
  output: Output,
): Promise<void> {
  try {
    await context.library.takeOver();
    await api.briefings.markExported(made);
  } catch (error) {
    output.err(`galley: The briefing doesn’t remember this export. ${sentenceOf(error)}`);
  }
}

/**
 * Finds by id, then exact title. Throws `Failure` NotFound, Unreadable for one that is damaged, or Invalid where several
 * answer to the name.
 */
function findBriefing(briefings: readonly BriefingListItem[], library: Library, name: string): BriefingListItem {
  const [found, second] = briefings
    .filter(({ id }) => id === name)
    .concat(briefings.filter(({ title }) => title === name));
  if (!found) {
    refuseDamaged(library, 'briefings', name);
    throw new Failure('NotFound', `There is no briefing “${name}” in this library.`);
  }
  if (second && found.id !== name)
    throw new Failure('Invalid', `Several briefings are called “${name}”; name one by its id.`);
  return found;
}
