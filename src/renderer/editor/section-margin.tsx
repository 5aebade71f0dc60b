/**
 * The sliders in the margin: one at each heading, for how sure the desk is of that section. They lie beside the text in a
 * layer of their own and follow it after the layout has changed, never during a keystroke.
 */
import { $isHeadingNode, HeadingNode } from '@lexical/rich-text';
import { $getRoot, HISTORIC_TAG, type LexicalEditor, mergeRegister, type NodeKey } from 'lexical';
import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { $sectionOf } from '#core/document/nodes/section-state.ts';
import { EvidenceSlider } from '#renderer/assessment/evidence-slider.tsx';
import { afterFrame } from '#renderer/ui/after-frame.ts';
import { isRestructured } from './restructured.ts';

type MarginSection = { key: NodeKey; id: string; heading: string; confidencePercent: number | null };
type SectionMarginProps = {
  editor: LexicalEditor;
  readOnly: boolean;
  onChange: (sectionId: string, confidencePercent: number) => void;
};

/** Up to so many sections all sliders are there; of more, those near what is on screen. */
const MAX_ALL = 20;
const NEAR_PX = 1_200;
/** Headings may be read anew this often while one is typed, in milliseconds. */
const READ_GAP_MS = 150;

export function SectionMargin({ editor, readOnly, onChange }: SectionMarginProps) {
  const [sections, setSections] = useState<readonly MarginSection[]>([]);
  const [near, setNear] = useState<ReadonlySet<NodeKey> | null>(null);
  const layer = useRef<HTMLDivElement>(null);
  const rows = useRef(new Map<NodeKey, HTMLElement>());
  const known = useRef(sections);

  /** Puts each row beside its heading; of many sections it also says which rows there are to be. */
  const place = useCallback(() => {
    const edges = layer.current?.closest('.story-scroll')?.getBoundingClientRect();
    const isMany = known.current.length > MAX_ALL;
    const nearNow = new Set<NodeKey>();
    const placed: [row: HTMLElement, top: string][] = [];
    for (const { key } of known.current) {
      const heading = editor.getElementByKey(key);
      if (!heading) continue;
      if (isMany && edges) {
        const { top } = heading.getBoundingClientRect();
        if (top > edges.top - NEAR_PX && top < edges.bottom + NEAR_PX) nearNow.add(key);
      }
      const row = rows.current.get(key);
      if (row) placed.push([row, `${heading.offsetTop}px`]);
    }
    // All are read before the first is moved: between two of them the browser would lay the page out anew.
    for (const [row, top] of placed) if (row.style.top !== top) row.style.top = top;
    setNear((before) => (isMany ? (before && isSameSet(before, nearNow) ? before : nearNow) : null));
  }, [editor]);

  useEffect(() => {
    const read = afterFrame(() => {
      const next = editor.read('latest', $marginSections);
      if (!isSame(known.current, next)) {
        known.current = next;
        setSections(next);
      }
      place();
    }, READ_GAP_MS);
    read.schedule();
    const observer = new ResizeObserver(place);
    const root = editor.getRootElement();
    if (root) observer.observe(root);
    const scroller = layer.current?.closest('.story-scroll');
    const scrolled = afterFrame(place, 100);
    const onScroll = () => known.current.length > MAX_ALL && scrolled.schedule();
    scroller?.addEventListener('scroll', onScroll, { passive: true });
    const stop = mergeRegister(
      editor.registerMutationListener(HeadingNode, () => read.schedule()),
      editor.registerUpdateListener(({ editorState, dirtyElements, tags }) => {
        const isHeadingTyped = () =>
          [...dirtyElements.keys()].some((key) => $isHeadingNode(editorState._nodeMap.get(key)));
        if (isRestructured(dirtyElements) || tags.has(HISTORIC_TAG) || isHeadingTyped()) read.schedule();
      }),
    );
    return () => {
      stop();
      read.cancel();
      scrolled.cancel();
      observer.disconnect();
      scroller?.removeEventListener('scroll', onScroll);
    };
  }, [editor, place]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that are new have no place yet
  useLayoutEffect(place, [sections, near, place]);

  const register = useCallback((key: NodeKey, row: HTMLElement | null) => {
    if (row) rows.current.set(key, row);
    else rows.current.delete(key);
  }, []);
  const shown = near ? sections.filter(({ key }) => near.has(key)) : sections;
  return (
    <div ref={layer} className="section-margin">
      {shown.map((section) => (
        <MarginRow key={section.key} section={section} readOnly={readOnly} onChange={onChange} register={register} />
      ))}
    </div>
  );
}

type MarginRowProps = {
  section: MarginSection;
  readOnly: boolean;
  onChange: SectionMarginProps['onChange'];
  register: (key: NodeKey, row: HTMLElement | null) => void;
};

const MarginRow = memo(function MarginRow({ section, readOnly, onChange, register }: MarginRowProps) {
  const { key, id, heading, confidencePercent } = section;
  return (
    <div ref={(row) => register(key, row)} className="section-margin-row">
      <EvidenceSlider
        sectionId={id}
        label={`Confidence of ${heading || 'untitled section'}`}
        size="margin"
        tone="accent"
        valuePercent={confidencePercent}
        isDisabled={readOnly}
        onChangeEnd={(percent) => onChange(id, percent)}
      />
    </div>
  );
}, isSameRow);

function isSameRow(a: MarginRowProps, b: MarginRowProps): boolean {
  return a.readOnly === b.readOnly && a.onChange === b.onChange && isSameSection(a.section, b.section);
}

function $marginSections(): MarginSection[] {
  const sections: MarginSection[] = [];
  for (let block = $getRoot().getFirstChild(); block; block = block.getNextSibling()) {
    if (!$isHeadingNode(block)) continue;
    const state = $sectionOf(block);
    if (!state) continue;
    const { id, confidencePercent } = state;
    sections.push({ key: block.getKey(), id, heading: block.getTextContent().trim(), confidencePercent });
  }
  return sections;
}

function isSameSection(a: MarginSection, b: MarginSection): boolean {
  return a.key === b.key && a.id === b.id && a.heading === b.heading && a.confidencePercent === b.confidencePercent;
}

function isSame(a: readonly MarginSection[], b: readonly MarginSection[]): boolean {
  return (
    a.length === b.length &&
    a.every((section, index) => {
      const other = b[index];
      return other !== undefined && isSameSection(section, other);
    })
  );
}

function isSameSet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item));
}
