// Word files, ours and other people's, as stories.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { citationsIn } from '#core/document/citations.ts';
import { outlineOf } from '#core/document/outline.ts';
import { plainTextOf } from '#core/document/text.ts';
import { readDocxPage } from '#core/intake/docx/page.ts';
import { readRichStory } from '#core/intake/intake.ts';
import { DEFAULT_PUBLISH_OPTIONS, type PublishOptions } from '#core/model/publishing.ts';
import { publishDocx } from '#core/publish/docx/docx.ts';
import { storyEdition } from '#core/publish/edition.ts';
import { openZip } from '#main/workbench/unzip.ts';
import { deskContext, markdownOf, printer, takeIn } from './desk.ts';
import { paragraph, run, wordFile } from './word.ts';

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function readWord(bytes: Uint8Array) {
  const images: Uint8Array[] = [];
  const archive = openZip(bytes);
  const intake = readRichStory(
    { fileName: 'file.docx', sha256: '0'.repeat(64) },
    (context) => readDocxPage(archive, context),
    {
      ...deskContext(),
      keepImage: (image) => {
        images.push(image);
        return `${'a'.repeat(64)}.png`;
      },
    },
  );
  return { ...intake, images };
}
const markdown = (body: string, more: Record<string, string | Uint8Array> = {}) => {
  const intake = readWord(wordFile(body, more));
  return markdownOf({ ...intake, story: { ...intake.story, label: '' } }, 'document')
    .replace(/^[\s\S]*?Updated:.*\n+/, '')
    .trim();
};

it('a heading of the first level is one of the first in Word', async () => {
  const { story: taken } = takeIn('# Title\n\nSummary.\n\n## First\n\nText.\n\n## Second\n\n### Third\n');
  const story = { ...taken, document: JSON.parse(JSON.stringify(taken.document).replace('"tag":"h2"', '"tag":"h1"')) };
  const edition = storyEdition(story, DEFAULT_PUBLISH_OPTIONS, { printer, sources: new Map() });
  const xml = new TextDecoder().decode(
    openZip(await publishDocx(edition, { language: 'en-US' })).read('word/document.xml'),
  );
  const styleOf = (heading: string) =>
    /<w:pStyle w:val="(\w+)"/.exec(
      xml.split('<w:p>').find((paragraph) => paragraph.includes(`>${heading}<`)) ?? '',
    )?.[1];
  expect(['First', 'Second', 'Third'].map(styleOf)).toEqual(['Heading1', 'Heading1', 'Heading2']);
});

describe('our own Word files', () => {
  it('count each list from where it begins, and come back so', async () => {
    const lists =
      '7. Seven\n8. Eight\n\nBetween.\n\n3. Three\n   1. One\n\nBetween.\n\n0. Nought\n\nBetween.\n\n1. One';
    const intake = takeIn(`# Title\n\n## Lists\n\n${lists}\n`);
    const edition = storyEdition(intake.story, DEFAULT_PUBLISH_OPTIONS, { printer, sources: new Map() });
    const bytes = await publishDocx(edition, { language: 'en-US' });
    const numbering = new TextDecoder().decode(openZip(bytes).read('word/numbering.xml'));
    const starts = Array.from(numbering.matchAll(/<w:lvlOverride w:ilvl="0"><w:startOverride w:val="(\d+)"/g));
    expect(starts.map(([, start]) => Number(start)).toSorted()).toEqual(expect.arrayContaining([0, 1, 3, 7]));
    expect(markdownOf(readWord(bytes), 'document')).toContain(lists);
  });

  const options: [string, Partial<PublishOptions>][] = [
    ['with citations in the text', {}],
    ['with numbers', { citations: 'numbered' }],
    ['with footnotes', { citations: 'footnotes' }],
    ['with contents and confidence', { contents: true, confidence: true }],
  ];
  describe.each(['lithium-corridor.txt', 'orbital-debris.md'])('%s', (name) => {
    const intake = takeIn(readFileSync(`tests/fixtures/${name}`, 'utf8'), { fileName: name });
    it.each(options)('comes back as the story that it was, %s', async (_, chosen) => {
      const { story, newSources } = intake;
      const sources = new Map(newSources.map((source) => [source.id, source]));
      const edition = storyEdition(story, { ...DEFAULT_PUBLISH_OPTIONS, ...chosen }, { printer, sources });
      const back = readWord(await publishDocx(edition, { language: 'en-US' }));
      for (const field of ['label', 'title', 'summary', 'importancePercent', 'confidencePercent', 'updatedOn'] as const)
        expect(back.story[field]).toBe(story[field]);
      expect(markdownOf(back, 'document')).toBe(markdownOf(intake, 'document'));
      expect(back.remarks).toEqual([]);
    });
  });
});

describe('anybody’s Word files', () => {
  it('give title, summary, sections and text', () => {
    const { story } = readWord(
      wordFile(
        paragraph('Cable cut', 'Title') +
          paragraph('In one line.', 'Subtitle') +
          paragraph('Inhalt 1', 'TOC1') +
          paragraph('What we know', 'Heading1') +
          paragraph('Text.') +
          paragraph('Below', 'Zwischentitel') +
          paragraph('') +
          paragraph('More.'),
        {
          'docProps/core.xml':
            '<cp:coreProperties><dc:creator>Desk</dc:creator><dcterms:modified>2026-03-04T10:00:00Z</dcterms:modified></cp:coreProperties>',
        },
      ),
    );
    expect(story).toMatchObject({ title: 'Cable cut', summary: 'In one line.', updatedOn: '2026-03-04' });
    expect(outlineOf(story.document).map(({ heading, level }) => [heading, level])).toEqual([
      ['What we know', 2],
      ['Below', 3],
    ]);
    expect(plainTextOf(story.document)).toBe('What we know\nText.\nBelow\nMore.');
  });

  it('are left without their formulas, and that is said', () => {
    const formula = '<m:oMath><m:r><m:t>E=mc²</m:t></m:r></m:oMath>';
    const body =
      `<w:p>${run('One ')}${formula}${run(' here.')}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>` +
      `<w:p><m:oMathPara>${formula}</m:oMathPara></w:p>`;
    const footnotes = `<w:footnotes><w:footnote w:id="1"><w:p>${run('A remark.')}${formula}</w:p></w:footnote></w:footnotes>`;
    const { story, remarks } = readWord(wordFile(body, { 'word/footnotes.xml': footnotes }));
    expect(plainTextOf(story.document)).toMatch(/^One {1,2}here. \(A remark\.\)$/);
    expect(remarks.map(({ message }) => message)).toEqual(['3 formulas were left out: a story holds none.']);
    const { remarks: one } = readWord(wordFile(`<w:p>${run('One ')}${formula}</w:p>`));
    expect(one.map(({ message }) => message)).toEqual(['1 formula was left out: a story holds none.']);
  });

  const list = (text: string, level = 0) =>
    paragraph(text, undefined, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`);
  it.each([
    [
      'formats',
      paragraph(
        run('b', '<w:b/>') +
          run(' i', '<w:i/>') +
          run(' u', '<w:u w:val="single"/>') +
          run(' s', '<w:strike/>') +
          run(' no', '<w:b w:val="0"/>') +
          run('2', '<w:vertAlign w:val="superscript"/>') +
          run(' m', '<w:highlight w:val="yellow"/>') +
          run(' st', '<w:rStyle w:val="Strong"/>') +
          run('gone', '<w:vanish/>'),
      ),
      '**b** *i*<u> u</u> ~~s~~ no<sup>2</sup><mark> m</mark> **st**',
    ],
    ['lists within each other', list('a') + list('b', 1) + list('c', 1) + list('d'), '- a\n  1. b\n  2. c\n- d'],
    ['lists by their style', paragraph('a', 'ListBullet') + paragraph('b', 'ListBullet'), '- a\n- b'],
    ['a quote of two paragraphs', paragraph('a', 'Quote') + paragraph('b', 'Quote'), '> a\n>\n> b'],
    [
      'a table with a wide cell',
      '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
      '| a |  |\n| --- | --- |\n| 1 | 2 |',
    ],
    [
      'what was inserted and not what was deleted',
      `<w:p>${run('One')}<w:ins w:id="1">${run(' two')}</w:ins><w:del w:id="2"><w:r><w:delText> three</w:delText></w:r></w:del></w:p>`,
      'One two',
    ],
    [
      'text in content controls',
      `<w:sdt><w:sdtPr/><w:sdtContent>${paragraph('Inside')}</w:sdtContent></w:sdt>`,
      'Inside',
    ],
    [
      'the text of a box once',
      `<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>${paragraph('Boxed')}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${paragraph('Boxed')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
      'Boxed',
    ],
  ])('keep %s', (_, body, expected) => {
    expect(markdown(body)).toBe(expected);
  });

  it('keep safe links, also those of fields, and no others', () => {
    const relations =
      '<Relationships><Relationship Id="rId1" Target="https://a.example/x?y&amp;z" TargetMode="External"/><Relationship Id="rId2" Target="javascript:evil()" TargetMode="External"/></Relationships>';
    const field = (instruction: string, text: string) =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    expect(
      markdown(
        `<w:p><w:hyperlink r:id="rId1">${run('one')}</w:hyperlink><w:hyperlink r:id="rId2">${run(' two ')}</w:hyperlink>${field(' HYPERLINK "https://b.example/" ', 'three')}${field(' DATE ', ' today')}</w:p>`,
        { 'word/_rels/document.xml.rels': relations },
      ),
    ).toBe('[one](https://a.example/x?y&z) two [three](https://b.example/) today');
  });

  it('put footnotes into the text, where a citation is recognised', () => {
    const note = (id: number) => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`;
    const { story, newSources } = readWord(
      wordFile(`<w:p>${run('One.')}${note(1)}${run(' Two.')}${note(2)}</w:p>`, {
        'word/footnotes.xml': `<w:footnotes><w:footnote w:id="1">${paragraph(' Harbour Gazette, March 2026, p. 4.')}</w:footnote><w:footnote w:id="2">${paragraph('A remark.')}</w:footnote></w:footnotes>`,
      }),
    );
    expect(newSources.map(({ csl }) => csl['container-title'])).toEqual(['Harbour Gazette']);
    expect(plainTextOf(story.document)).toBe('One . Two. (A remark.)');
    expect(citationsIn(story.document)[0]?.citation.items).toMatchObject([{ locator: '4', label: 'page' }]);
  });

  it('bring the citations of reference managers with all that they know of their sources', () => {
    const data = {
      citationItems: [
        {
          itemData: {
            id: 7,
            type: 'article-journal',
            title: 'On cables',
            'container-title': 'Sea',
            issued: { 'date-parts': [['2025']] },
          },
          locator: '12',
          label: 'page',
        },
      ],
    };
    const json = JSON.stringify(data).replace(/&/g, '&amp;').replace(/</g, '&lt;');
    const { story, newSources } = readWord(
      wordFile(
        `<w:p>${run('Text ')}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ADDIN ZOTERO_ITEM CSL_CITATION ${json} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('(Sea 2025)')}<w:r><w:fldChar w:fldCharType="end"/></w:r>${run('.')}</w:p>`,
      ),
    );
    expect(newSources.map(({ csl, needsDetails }) => [csl.title, needsDetails])).toEqual([['On cables', false]]);
    expect(citationsIn(story.document)[0]?.citation.items).toMatchObject([
      { locator: '12', label: 'page', sourceId: newSources[0]?.id },
    ]);
    expect(plainTextOf(story.document)).toBe('Text .');
  });

  it('bring pictures as attachments', () => {
    const { images, story } = readWord(
      wordFile('<w:p><w:r><w:drawing><wp:docPr descr="A map"/><a:blip r:embed="rId5"/></w:drawing></w:r></w:p>', {
        'word/_rels/document.xml.rels':
          '<Relationships><Relationship Id="rId5" Target="media/image1.png"/></Relationships>',
        'word/media/image1.png': PNG,
      }),
    );
    expect(images).toEqual([PNG]);
    expect(JSON.stringify(story.document)).toContain(`"attachment":"${'a'.repeat(64)}.png","alt":"A map"`);
  });

  it('leave macros and comments behind, and say so', () => {
    const { story, remarks } = readWord(
      wordFile(paragraph('Text.'), {
        'word/vbaProject.bin': new Uint8Array(10),
        'word/comments.xml': '<w:comments><w:comment w:author="A"/></w:comments>',
      }),
    );
    expect(plainTextOf(story.document)).toBe('Text.');
    expect(remarks.map(({ message }) => message)).toEqual([
      'The macros in this file were left out; none of them was run.',
      '1 comment was left out.',
    ]);
  });

  it.each([
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><w:p/>', /damaged/],
    ['elements that are not closed', '<w:p>', /damaged/],
    ['10,000 tables within each other', '<w:tbl><w:tr><w:tc>'.repeat(10_000), /nested too deeply/],
  ])('are refused with one sentence where they have %s', (_, body, sentence) => {
    expect(() => readWord(wordFile(body))).toThrow(sentence);
  });

  it('are refused where there is no document in them', () => {
    expect(() => readWord(wordFile('', { 'word/document.xml': '<w:document/>' }))).toThrow('not a Word document');
  });
});
