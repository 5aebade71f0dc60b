// A briefing of 100 stories as a whole process, cold start included, against Pandoc with citeproc over the same content, and
// the preview of the export dialog after an option has changed.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readStory } from '#core/intake/intake.ts';
import { newBriefing } from '#core/model/briefing.ts';
import { newId } from '#core/model/primitives.ts';
import type { Source } from '#core/model/source.ts';
import type { Story } from '#core/model/story.ts';
import { writePandoc } from '#core/pandoc/write.ts';
import { openLibrary } from '#main/library/library.ts';
import { housePrinter, longPage, longStory } from './long-story.ts';
import { ms, quantile } from './measure.ts';
import { inTemporaryFolder, inWorkbench } from './workbench.ts';

const STORIES = 100;
const WORDS = 44_000;
const CITATIONS = 500;
const RUNS = 5;

/** The stories of the briefing, each of its own title, and their sources. */
function briefingMaterials(): { stories: Story[]; sources: Source[] } {
  const sources: Source[] = [];
  const printer = housePrinter();
  const now = new Date('2026-03-09T00:00:00Z');
  const stories = Array.from({ length: STORIES }, (_, index) => {
    // Outlets differ from story to story, so that the source list is as long as that of a real briefing.
    const text = longPage(WORDS / STORIES, CITATIONS / STORIES)
      .replaceAll('A Long Story', `Story ${index + 1}`)
      .replaceAll(/(Gazette|Wire|Review|Brief|Record|Tidings)(?=, )/g, `$1 of District ${index % 40}`);
    const context = { sources, printer, newId, now, today: '2026-03-09' };
    const { story, newSources } = readStory({ fileName: `${index}.txt`, text, sha256: '0'.repeat(64) }, context);
    sources.push(...newSources);
    return story;
  });
  return { stories, sources };
}

/** Milliseconds and, where the system has a way to tell, the most memory that a process took, in MB. */
function timedProcess(command: string, args: readonly string[]): { ms: number; memoryMb: number | null } {
  const timer = process.platform === 'linux' ? spawnSync('/usr/bin/time', ['-f', '%M', 'true']) : null;
  const canTell = timer?.status === 0;
  const start = performance.now();
  const [program, ...rest] = canTell ? ['/usr/bin/time', '-f', '%M', command, ...args] : [command, ...args];
  const { status, stderr } = spawnSync(program ?? command, rest, { encoding: 'utf8' });
  const took = performance.now() - start;
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return { ms: took, memoryMb: canTell ? Number(stderr.trim().split('\n').at(-1)) / 1024 : null };
}

export async function benchPublishing(): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const { stories, sources } = briefingMaterials();
    const library = await openLibrary(path.join(folder, 'library'), { watch: false });
    for (const source of sources) await library.sources.create(source);
    for (const story of stories) await library.stories.create(story);
    const now = new Date();
    await library.briefings.create({
      ...newBriefing('briefing', now, '2026-03-09'),
      title: 'All of it',
      items: stories.map(({ id, title }) => ({ id: newId(), storyId: id, title, show: 'full' as const })),
    });
    await library.close();

    const html = path.join(folder, 'galley.html');
    const args = ['out/main/cli.js', 'briefing', 'export', 'briefing', '--format', 'html', '--out', html];
    const galley = () => timedProcess(process.execPath, [...args, '--library', path.join(folder, 'library')]);
    const pandoc = pandocOver(folder, stories, sources);
    const ours: ReturnType<typeof galley>[] = [];
    const theirs: ReturnType<typeof galley>[] = [];
    // In turns, so that whatever else the machine does meets both.
    for (let run = 0; run < RUNS; run += 1) {
      ours.push(galley());
      if (pandoc) theirs.push(pandoc());
    }
    const printed = readFileSync(html, 'utf8');
    const cited = printed.match(/ id="cite-\d+"/g)?.length ?? 0;
    const median = (runs: typeof ours) =>
      quantile(
        runs.map((run) => run.ms),
        0.5,
      );
    const memory = ours.map(({ memoryMb }) => memoryMb ?? 0);
    console.log(
      `A briefing of ${STORIES} stories, ${WORDS.toLocaleString('en')} words, ${cited} citations of ${sources.length} sources, to HTML as a process: ${ms(median(ours))}${memory[0] ? `, at most ${Math.max(...memory).toFixed(0)} MB (bound 300)` : ''}`,
    );
    if (pandoc) {
      const ratio = median(ours) / median(theirs);
      console.log(
        `Pandoc with --citeproc over the same: ${ms(median(theirs))}; ${ratio.toFixed(2)} times that (bound 0.6)`,
      );
    } else console.log('Pandoc is not installed here: no comparison.');
  });
  await benchPreview();
}

/** Pandoc over the same stories in the same style; undefined where it is not installed. */
function pandocOver(folder: string, stories: readonly Story[], sources: readonly Source[]) {
  try {
    execFileSync('pandoc', ['--version'], { stdio: 'ignore' });
  } catch {
    // Not installed, which the caller says.
    return undefined;
  }
  const byId = new Map(sources.map((source) => [source.id, source]));
  const keys = new Map<string, string>();
  const text = stories.map((story) => {
    const written = writePandoc(story, { sources: byId, bibliography: 'sources.json' });
    for (const [id, key] of written.keys) keys.set(key, id);
    return `# ${story.title}\n\n${written.markdown.replace(/^---\n[\s\S]*?\n---\n/, '')}`;
  });
  mkdirSync(path.join(folder, 'pandoc'));
  const file = (name: string) => path.join(folder, 'pandoc', name);
  writeFileSync(file('briefing.md'), text.join('\n\n'));
  writeFileSync(
    file('sources.json'),
    JSON.stringify(Array.from(keys, ([key, id]) => ({ ...byId.get(id)?.csl, id: key }))),
  );
  return () =>
    timedProcess('pandoc', [
      ...[file('briefing.md'), '--from', 'markdown', '--to', 'html5', '--standalone', '--citeproc'],
      ...['--metadata', 'title=All of it', '--bibliography', file('sources.json')],
      ...['--csl', 'data/styles/galley-house.csl', '--output', file('pandoc.html')],
    ]);
}

/** From the click on a switch of the export dialog until its preview shows the change, in a story of 5,000 words. */
async function benchPreview(): Promise<void> {
  const { story, newSources } = longStory(5_000, 60);
  await inWorkbench(
    async (library) => {
      for (const source of newSources) await library.sources.create(source);
      await library.stories.create(story);
    },
    async ({ url, newPage }) => {
      const page = await newPage();
      await page.goto(url);
      await page
        .getByRole('list', { name: 'Stories' })
        .getByRole('button', { name: /A Long Story/ })
        .first()
        .click();
      await page.getByRole('textbox', { name: 'Story text' }).waitFor();
      await page.keyboard.press('Control+Shift+e');
      await page.getByText('Section 1', { exact: true }).last().waitFor();
      await page.waitForTimeout(1_000);
      const samples: number[] = [];
      for (let run = 0; run < 12; run += 1) {
        samples.push(
          await page.evaluate(async () => {
            const preview = document.querySelector('.html-preview');
            const marks = () => (preview?.shadowRoot?.textContent ?? '').includes('[unverified]');
            const before = marks();
            const control = [...document.querySelectorAll<HTMLElement>('.g-switch')].find((one) =>
              one.textContent?.includes('Verdict marks'),
            );
            const start = performance.now();
            control?.querySelector('input')?.click();
            while (marks() === before) await new Promise((resolve) => requestAnimationFrame(resolve));
            return performance.now() - start;
          }),
        );
        await page.waitForTimeout(150);
      }
      console.log(
        `The preview of a story of 5,000 words after an option changes: p50 ${ms(quantile(samples, 0.5))}, p95 ${ms(quantile(samples, 0.95))} (bound 100 ms)`,
      );
    },
  );
}
