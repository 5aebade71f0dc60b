/**
 * What each command does once its line is understood. Results go to standard output, one line a failure to standard error.
 */
import { describeSource } from '#core/citation/describe.ts';
import type { Source } from '#core/model/source.ts';
import { findStory } from './find-story.ts';
import { type Output, withWorkbench } from './library.ts';
import { shownStory } from './show.ts';
import type { CommandLine } from './usage.ts';

type Of<C extends CommandLine['command']> = Extract<CommandLine, { command: C }>;

export function list({ what, library, json }: Of<'list'>, output: Output): Promise<number> {
  return withWorkbench(library, { readOnly: true, tellTo: output }, async ({ context }) => {
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
  return withWorkbench(library, { readOnly: true, tellTo: output }, async ({ context }) => {
    const stories = context.library.stories.list();
    const { id } = findStory(context.library, name);
    const story = await context.library.stories.get(id);
    const storyIds = new Set(stories.map((each) => each.id));
    const sources = new Map<string, Source>(context.library.sources.list().map((source) => [source.id, source]));
    const { styleId, localeId } = context.library.settings();
    const printer = await context.styles.printer(styleId, localeId);
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
