// What both fixtures are exported as, byte for byte. A wanted change is written into tests/fixtures/expected with
// `galley export` after `galley import`, or by GALLEY_EXPECTED=write for the formats whose ids are those of this test, and
// looked at. A PDF has its day and its printer in it: what it says is tests/main/workbench/other-programs.test.ts.
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { outlineOf } from '#core/document/outline.ts';
import { DEFAULT_PUBLISH_OPTIONS } from '#core/model/publishing.ts';
import { type Story, storySchema } from '#core/model/story.ts';
import { writePandoc } from '#core/pandoc/write.ts';
import { publishDocx } from '#core/publish/docx/docx.ts';
import { storyEdition } from '#core/publish/edition.ts';
import { publishJson } from '#core/publish/json.ts';
import { openZip } from '#main/workbench/unzip.ts';
import { htmlOf, markdownOf, printer, takeIn } from '../intake/desk.ts';

const fixture = (name: string) => readFileSync(`tests/fixtures/${name}`, 'utf8');

/** Sections get ids of their own at every import; here they are counted. */
function withCountedSections(story: Story): Story {
  const ids = outlineOf(story.document).map(({ id }) => id);
  const counted = ids.reduce(
    (json, id, index) => json.replaceAll(`"${id}"`, `"section${index + 1}"`),
    JSON.stringify(story),
  );
  return storySchema.parse(JSON.parse(counted));
}

function expectFile(name: string, content: string): void {
  if (process.env.GALLEY_EXPECTED === 'write') writeFileSync(`tests/fixtures/expected/${name}`, content);
  expect(content).toBe(fixture(`expected/${name}`));
}

/** The paragraphs of a Word file, each with its style and what it says; footnotes and comments after them. */
function wordText(bytes: Uint8Array): string {
  const archive = openZip(bytes);
  const lines = ['word/document.xml', 'word/footnotes.xml', 'word/comments.xml'].flatMap((name) => {
    const xml = new TextDecoder().decode(archive.read(name) ?? new Uint8Array());
    return [...xml.matchAll(/<w:p>([\s\S]*?)<\/w:p>/g)].map(([, inside = '']) => {
      const style = /<w:pStyle w:val="(\w+)"/.exec(inside)?.[1] ?? '';
      const list = /<w:ilvl w:val="(\d)"/.exec(inside)?.[1];
      const runs = [
        ...inside.matchAll(/<w:t[^>]*>([^<]*)<|<w:footnoteReference w:id="(\d+)"|<w:commentReference w:id="(\d+)"/g),
      ];
      const text = runs.map(([, value, note, comment]) => value ?? (note ? `[note ${note}]` : `[comment ${comment}]`));
      return `${style}${list === undefined ? '' : ` list ${list}`}: ${text.join('')}`;
    });
  });
  return `${lines.join('\n')}\n`;
}

describe.each([
  ['lithium-corridor', 'lithium-corridor.txt'],
  ['orbital-debris', 'orbital-debris.md'],
])('%s is exported as expected', (name, page) => {
  const intake = takeIn(fixture(page), { fileName: page });

  it('in HTML', () => {
    expect(htmlOf(intake)).toBe(fixture(`expected/${name}.html`));
  });

  it('as a Markdown document', () => {
    expect(markdownOf(intake, 'document')).toBe(fixture(`expected/${name}.document.md`));
  });

  it('as the page that it was', () => {
    expect(markdownOf(intake, 'page')).toBe(fixture(`expected/${name}.page.md`));
    expect(fixture(`expected/${name}.page.md`)).toBe(fixture(page));
  });

  const { newSources } = intake;
  const story = withCountedSections(intake.story);
  const sources = new Map(newSources.map((source) => [source.id, source]));
  it('as Pandoc Markdown', () => {
    expectFile(`${name}.pandoc.md`, writePandoc(story, { sources, bibliography: `${name}.json` }).markdown);
  });

  it('as JSON', () => {
    expectFile(`${name}.json`, publishJson(story, newSources));
  });

  it.each(['inline', 'footnotes'] as const)('as a Word file with its citations %s', async (citations) => {
    const edition = storyEdition(story, { ...DEFAULT_PUBLISH_OPTIONS, citations }, { printer, sources });
    expectFile(`${name}.${citations}.docx.txt`, wordText(await publishDocx(edition, { language: 'en-US' })));
  });

  it('as a Word file that says its language, for the spelling to be checked in', async () => {
    const edition = storyEdition(story, DEFAULT_PUBLISH_OPTIONS, { printer, sources });
    const styles = openZip(await publishDocx(edition, { language: 'de-DE' })).read('word/styles.xml');
    expect(new TextDecoder().decode(styles)).toMatch(/<w:rPrDefault>.*<w:lang w:val="de-DE"\/>.*<\/w:rPrDefault>/s);
  });
});
