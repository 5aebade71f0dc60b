import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { citationsIn } from '#core/document/citations.ts';
import { sourceSchema } from '#core/model/source.ts';
import { storySchema } from '#core/model/story.ts';
import { findPassage } from '#core/quotation/find-passage.ts';
import { prepareCopy } from '#core/quotation/prepared-copy.ts';

const FOLDER = 'data/starter';
const read = (room: string) =>
  readdirSync(`${FOLDER}/${room}`).map((name): unknown =>
    JSON.parse(readFileSync(`${FOLDER}/${room}/${name}`, 'utf8')),
  );
const sources = read('sources').map((source) => sourceSchema.parse(source));
const stories = read('stories').map((story) => storySchema.parse(story));
const copies = sources.flatMap((source) => source.copies.map((copy) => ({ source, copy })));

describe('the starter library', () => {
  it.each(copies.map(({ copy }) => [copy.fileName, copy] as const))('has the copy %s under its hash', (_, copy) => {
    const bytes = readFileSync(`${FOLDER}/attachments/${copy.attachment}`);
    expect(`${createHash('sha256').update(bytes).digest('hex')}.txt`).toBe(copy.attachment);
    expect(bytes.byteLength).toBe(copy.sizeBytes);
  });

  it('quotes its sources rightly once, and by a word too few elsewhere, so that there is something to find', () => {
    const citations = stories.flatMap(({ document }) => citationsIn(document).map(({ citation }) => citation));
    const kinds = copies.flatMap(({ source, copy }) => {
      const text = readFileSync(`${FOLDER}/attachments/${copy.attachment}`, 'utf8');
      const prepared = prepareCopy({ blocks: [{ kind: 'paragraph', text }] });
      return citations
        .filter(({ quote, items }) => quote && items.some(({ sourceId }) => sourceId === source.id))
        .map(({ quote }) => findPassage(prepared, quote).kind);
    });
    expect(kinds.toSorted()).toEqual(['exact', 'near', 'near']);
  });
});
