import { $convertToMdast } from '@lexical/mdast';
import fc from 'fast-check';
import { $getRoot } from 'lexical';
import type { Root } from 'mdast';
import { describe, expect, it } from 'vitest';
import { withoutClaims } from '#core/document/claims.ts';
import { openDocument } from '#core/document/gate.ts';
import { readDocument } from '#core/document/headless.ts';
import { alignAllColumns } from '#core/document/markdown/align-columns.ts';
import { documentFromMarkdown, mdastOf } from '#core/document/markdown/convert.ts';
import { wrapFormats } from '#core/document/markdown/formats.ts';
import { joinMarks } from '#core/document/markdown/join-marks.ts';
import { plainBlockOf } from '#core/document/markdown/plain-blocks.ts';
import type { StoryDocument } from '#core/model/story.ts';
import { arbitraryDocument } from './arbitrary-document.ts';

/** The tree as Lexical's own mapping makes all of it. */
function mappedWhole(document: StoryDocument): Root {
  const tree = readDocument(wrapFormats(withoutClaims(document)), () => $convertToMdast($getRoot()));
  joinMarks(tree);
  alignAllColumns(tree);
  return tree;
}

describe('plain blocks', () => {
  it('are mapped as Lexical maps them, beside whatever else', () => {
    let plain = 0;
    let others = 0;
    fc.assert(
      fc.property(arbitraryDocument, (arbitrary) => {
        const { document } = openDocument(arbitrary);
        for (const block of document.root.children) {
          if (plainBlockOf(block)) plain += 1;
          else others += 1;
        }
        expect(mdastOf(document)).toEqual(mappedWhole(document));
      }),
      { numRuns: 300 },
    );
    // Both ways were gone.
    expect(plain).toBeGreaterThan(50);
    expect(others).toBeGreaterThan(50);
  });

  it.each([
    'Words, **bold**, then *italic*; and `code`.',
    'a ~~b~~ **~~c~~** ***d***',
    '## A heading of *two* words',
    '1. one\n2. two',
    '- [ ] open\n- [x] done',
    'text **bold***italic*',
  ])('maps %j alike', (markdown) => {
    const { document } = openDocument(documentFromMarkdown(markdown));
    expect(mdastOf(document)).toEqual(mappedWhole(document));
  });

  it('leaves to Lexical what may nest or was written in its own way', () => {
    const block = (markdown: string) => {
      const [first] = openDocument(documentFromMarkdown(markdown)).document.root.children;
      if (!first) throw new Error('There is a block.');
      return plainBlockOf(first);
    };
    expect(block('words')).not.toBeNull();
    for (const markdown of ['**bold***italic*', 'A\n=', '> a quote', 'a [link](https://e.example)', '- a\n  - b'])
      expect(block(markdown)).toBeNull();
  });
});
