// What is printed in a thread of its own is what is printed without, and where there is none everything is printed all the same.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { createCitationPrinter } from '#core/citation/printer.ts';
import { type Citation, citationSchema } from '#core/model/citation.ts';
import { newSource, type Source } from '#core/model/source.ts';
import { print } from '#core/publish/printing.ts';
import { createPrintingThread } from '#main/workbench/printing/printing-thread.ts';

const NOW = new Date('2026-03-09T12:00:00Z');
const styleOf = (id: string, xml = readFileSync(`data/styles/${id}.csl`, 'utf8')) => ({
  ...{ id, title: id, xml, localeId: 'en-US' },
  localeXml: readFileSync('data/styles/locales-en-US.xml', 'utf8'),
});
const sources = new Map(
  ['wire', 'gazette'].map((id): [string, Source] => [
    id,
    newSource(id, { type: 'article-newspaper', title: `About ${id}`, 'container-title': `The ${id}` }, NOW),
  ]),
);
const citations = [['wire'], ['wire', 'gazette'], ['gazette']].map(
  (ids, index): Citation =>
    citationSchema.parse({ id: `c${index}`, items: ids.map((sourceId) => ({ sourceId, locator: '4' })) }),
);

it.each(['galley-house', 'ieee'])('prints citations and source list in %s as without it', async (id) => {
  const style = styleOf(id);
  const thread = createPrintingThread();
  thread.warmUp();
  thread.prepare(style);
  const printing = { citations, sourceIds: ['wire', 'gazette'], isReordered: false };
  const expected = print(printing, createCitationPrinter(style), sources);
  // Where there is one processor there is no thread.
  expect(await thread.print(printing, sources)).toEqual(availableParallelism() < 2 ? undefined : expected);
  expect(expected.citations[1]?.alone).toHaveLength(2);
});

it('leaves it to the workbench where it was not started, has no style, or fails at it', async () => {
  const printing = { citations, sourceIds: ['wire', 'gazette'], isReordered: false };
  const thread = createPrintingThread();
  expect(await thread.print(printing, sources)).toBeUndefined();
  thread.warmUp();
  expect(await thread.print(printing, sources)).toBeUndefined();
  thread.warmUp();
  thread.prepare(styleOf('broken', '<style/>'));
  expect(await thread.print(printing, sources)).toBeUndefined();
});
