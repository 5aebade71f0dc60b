/**
 * Comparing the quoted passages of the open story with the copies of their sources, so that the editorial checks know of those
 * that nobody has looked at yet: one after the other in the thread that finds them, while the window has nothing else to do.
 */
import { replaceEqualDeep, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { CopyText } from '#core/model/copy-text.ts';
import { api, queries, queryClient } from '#renderer/app/api.ts';
import { sourcesById } from '#renderer/app/sources-by-id.ts';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { quoteQuery } from './quote-finder.ts';
import { useQuoteMatches } from './quote-matches.ts';
import {
  type ComparedCopy,
  comparisons,
  matchesOf,
  type QuotedPassage,
  quotedPassages,
  type Similarity,
} from './quoted-passages.ts';

/** The checks follow what was found no oftener than this while there is more to come, in milliseconds. */
const TOLD_EVERY_MS = 1_000;

/** By copy and quote: a copy's name names its content, so that what was found holds for good. */
const known = new Map<string, Similarity>();
const keyOf = (attachment: string, quote: string) => `${attachment} ${quote}`;

const NO_PASSAGES: readonly QuotedPassage[] = [];

/** Renders nothing; keeps the quote matches true to the open story while it is mounted. */
export function ComparingQuotes(): null {
  const passages = usePassages();
  useEffect(() => {
    const comparing = new Comparing(passages);
    void comparing.run();
    return () => comparing.stop();
  }, [passages]);
  useEffect(() => () => useQuoteMatches.setState({ matches: [] }), []);
  return null;
}

/** The passages to be compared; the same object until a quote or a copy is another one, however much is typed. */
function usePassages(): readonly QuotedPassage[] {
  const { data: sources } = useQuery(queries.sources.list.queryOptions());
  const citations = useStorySession((state) => state.projections?.citations);
  const before = useRef(NO_PASSAGES);
  return useMemo(() => {
    const now = citations && sources ? quotedPassages(citations, sourcesById(sources)) : NO_PASSAGES;
    before.current = replaceEqualDeep(before.current, now);
    return before.current;
  }, [citations, sources]);
}

class Comparing {
  #passages: readonly QuotedPassage[];
  #isStopped = false;
  /** Copies that have no text or can't be read now; another run tries them again. */
  #withoutText = new Set<string>();

  constructor(passages: readonly QuotedPassage[]) {
    this.#passages = passages;
  }

  stop(): void {
    this.#isStopped = true;
  }

  async run(): Promise<void> {
    this.#tell();
    let toldAtMs = performance.now();
    for (const { copy, quotes } of comparisons(this.#passages, this.#similarityOf)) {
      await this.#compare(copy, quotes);
      if (this.#isStopped) return;
      if (performance.now() < toldAtMs + TOLD_EVERY_MS) continue;
      this.#tell();
      toldAtMs = performance.now();
    }
    this.#tell();
  }

  async #compare(copy: ComparedCopy, quotes: readonly string[]): Promise<void> {
    try {
      await idle();
      if (this.#isStopped) return;
      const text = await textOf(copy);
      if (text.blocks.length === 0) this.#withoutText.add(copy.attachment);
      else for (const quote of quotes) await this.#compareOne(copy, text, quote);
    } catch {
      // Why a copy can't be read is said where it is shown.
      this.#withoutText.add(copy.attachment);
    }
  }

  async #compareOne(copy: ComparedCopy, text: CopyText, quote: string): Promise<void> {
    // A review that asks for a passage waits for this one at most.
    await idle();
    if (this.#isStopped) return;
    const match = await queryClient.fetchQuery(quoteQuery(copy.attachment, text, quote));
    // What is missing from a text that is not all of its copy's may be the passage.
    const none = text.problem === undefined ? 0 : null;
    known.set(keyOf(copy.attachment, quote), match.kind === 'none' ? none : match.similarityPercent / 100);
  }

  #similarityOf = (attachment: string, quote: string): Similarity =>
    this.#withoutText.has(attachment) ? null : known.get(keyOf(attachment, quote));

  #tell(): void {
    const { matches } = useQuoteMatches.getState();
    useQuoteMatches.setState({ matches: replaceEqualDeep(matches, matchesOf(this.#passages, this.#similarityOf)) });
  }
}

/** The text of a copy. It is not kept for having been compared: a story may cite a shelf of books. */
async function textOf({ sourceId, copyId }: ComparedCopy): Promise<CopyText> {
  const shown = queryClient.getQueryData(queries.copies.text.queryKey({ sourceId, copyId }));
  return shown ?? (await api.copies.text.query({ sourceId, copyId }));
}

/** Until the window has nothing to do. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    window.requestIdleCallback(() => resolve());
  });
}
