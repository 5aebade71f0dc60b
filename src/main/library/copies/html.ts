/**
 * A saved page's text: the article as Readability finds it, or all that the page says. The page is parsed and never
 * opened: nothing in it runs, and nothing that it points to is asked for.
 */
import { Readability } from '@mozilla/readability';
import JSDOMParser from '@mozilla/readability/JSDOMParser.js';
import { decodeBytes } from '#core/intake/decode.ts';
import { charsetIn } from '#core/intake/html/sniff.ts';
import type { CopyBlock, CopyText } from '#core/model/copy-text.ts';
import { blocksIn } from './html-blocks.ts';
import { harmlessHtml } from './html-harmless.ts';

export type PageOptions = {
  /** All that the page says, with what stands around the article. */
  whole: boolean;
  /** The encoding that the page came with, where its own file doesn't say. */
  charset?: string | undefined;
};

/** An article with fewer characters than this is taken for none. */
const MIN_ARTICLE_CHARACTERS = 250;

const NO_TEXT =
  'There is no text in this page. What it showed may have been put together by scripts or kept in frames, which are not run. The original is kept.';
const TOO_DEEP = 'This page is nested too deeply to be read. The original is kept.';

/** Reads a page. Where nothing can be read, `problem` says why. */
export function pageText(bytes: Uint8Array, { whole, charset }: PageOptions): CopyText {
  const { text: html } = decodeBytes(bytes, charsetIn(bytes) ?? charset);
  try {
    return readPage(html, whole);
  } catch (error) {
    // Too many elements inside each other for parsers that go down by recursion.
    if (error instanceof RangeError) return { blocks: [], problem: TOO_DEEP };
    throw error;
  }
}

function readPage(html: string, whole: boolean): CopyText {
  const cleaned = harmlessHtml(html);
  const dom = () => new JSDOMParser().parse(cleaned, 'about:blank');
  const article = readArticle(dom());
  const all = () => blocksIn(dom().body);
  const { content, ...details } = article;
  const blocks = whole || charactersIn(content) < MIN_ARTICLE_CHARACTERS ? all() : content;
  return { blocks, ...details, ...(charactersIn(blocks) === 0 && { problem: NO_TEXT }) };
}

type Article = Pick<CopyText, 'title' | 'byline' | 'language' | 'published'> & { content: CopyBlock[] };

function readArticle(dom: Document): Article {
  const language = dom.documentElement?.getAttribute('lang') ?? undefined;
  const found = new Readability<Element>(dom, {
    // The default serialises to HTML, of which nobody here wants any.
    serializer: (node) => node as Element,
  }).parse();
  const title = found?.title ?? undefined;
  return {
    content: found?.content ? blocksIn(found.content) : [],
    ...(title && { title }),
    ...(found?.byline && { byline: found.byline }),
    ...((found?.lang || language) && { language: found?.lang || language }),
    ...(found?.publishedTime && { published: found.publishedTime }),
  };
}

function charactersIn(blocks: readonly CopyBlock[]): number {
  return blocks.reduce((sum, { text }) => sum + text.length, 0);
}
