// Whatever has happened to a stored document, it opens, and what can't be read is kept.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDocument, storedDocument } from '#core/document/gate.ts';
import { createHeadlessDocument } from '#core/document/headless.ts';
import { mdastOf } from '#core/document/markdown/convert.ts';
import { projectionsOf } from '#core/document/summary.ts';
import { type SerializedNode, type StoryDocument, storyDocumentSchema } from '#core/model/story.ts';
import { arbitraryDocument } from './arbitrary-document.ts';

type Place = { node: SerializedNode; siblings: unknown[]; index: number };

function placesIn(siblings: SerializedNode[]): Place[] {
  return siblings.flatMap((node, index) => [{ node, siblings, index }, ...placesIn(node.children ?? [])]);
}

const garbage = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(null, -1, 2, 1e9, 1.5, true, [], {}, '', 'constructor', [{}], [null], { children: 5 }),
  fc.constantFrom<unknown>({ section: 5 }, { section: { id: 'a b' } }, { type: 'text' }, { type: 'list', children: 1 }),
);

/** Fields that say how something looks and not what it is, which are set right, and those that the gate takes off. */
const EXPENDABLE = new Set(
  'version direction format indent textFormat textStyle mode style detail start value checked rel target url $ headerState backgroundColor'.split(
    ' ',
  ),
);
/** Fields that a node can do without where they are no text. */
const OPTIONAL_TEXT = new Set(['title', 'language']);

/** A valid document in which one or two nodes were replaced, or had a field set, added or taken away. */
const damaged = fc
  .tuple(
    arbitraryDocument,
    fc.array(
      fc.record({
        at: fc.nat(),
        field: fc.nat(),
        how: fc.constantFrom('set', 'delete', 'replace', 'add'),
        value: garbage,
      }),
      { minLength: 1, maxLength: 2 },
    ),
  )
  .map(([document, damages]) => {
    const copy = structuredClone(document);
    const places = placesIn(copy.root.children);
    for (const { at, field, how, value } of damages) {
      const place = places[at % places.length];
      if (!place) continue;
      const node: Record<string, unknown> = place.node;
      const names = Object.keys(node);
      const name = names[field % names.length] ?? 'type';
      if (how === 'delete') delete node[name];
      else if (how === 'set') node[name] = value;
      else if (how === 'add') node[field % 2 ? '$' : 'children'] = value;
      else place.siblings[place.index] = value;
    }
    return copy;
  })
  .filter((document) => storyDocumentSchema.safeParse(document).success);

/** The document as it would be saved after the editor has had it open. */
function throughTheEditor(opened: StoryDocument): StoryDocument {
  const editor = createHeadlessDocument();
  editor.setEditorState(editor.parseEditorState(JSON.stringify(opened)));
  return storedDocument(JSON.parse(JSON.stringify(editor.getEditorState())));
}

/** Every string of a JSON value but those in expendable fields; those inside a placeholder's text too. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    // Of a link with an unsafe address the words remain, and the link goes.
    if (name === 'type' && inner === 'link') return [];
    if (EXPENDABLE.has(name) || (OPTIONAL_TEXT.has(name) && typeof inner !== 'string')) return [];
    if (name === 'original' && typeof inner === 'string') return [inner, ...stringsIn(jsonOf(inner))];
    return stringsIn(inner);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The damage may have put any text there.
    return null;
  }
}

describe('a damaged document', () => {
  it('opens, can be projected and published, and keeps every word through the editor', () => {
    fc.assert(
      fc.property(damaged, (stored) => {
        const before = JSON.stringify(stored);
        const { document } = openDocument(stored);
        projectionsOf(document);
        mdastOf(document);
        // The editor joins texts that it can join, so words are looked for within what is kept.
        const kept = stringsIn(throughTheEditor(document)).join('\u0000');
        expect(stringsIn(stored).filter((text) => !kept.includes(text))).toEqual([]);
        expect(JSON.stringify(stored)).toBe(before);
      }),
      { numRuns: 250 },
    );
  });

  it('is the same after opening it a second time', () => {
    fc.assert(
      fc.property(damaged, (stored) => {
        const { document } = openDocument(stored);
        expect(openDocument(document).document).toEqual(document);
        expect(openDocument(storedDocument(document)).document).toEqual(document);
      }),
      { numRuns: 250 },
    );
  });
});
