/**
 * An HTML page, ours or anybody's, cut into its parts. Scripts, styles, frames and forms have no part in it, and nothing that
 * it points to is asked for.
 */
import type { PhrasingContent, RootContent } from 'mdast';
import type { Remark } from '../remark.ts';
import { noteNode, type RichContext, type RichPage, textOfTree, withPageHead } from '../rich-page.ts';
import { blocksFrom, type HtmlContext } from './blocks.ts';
import { createCitationReader, isOwnApparatus, isOwnPage, ownHead, placeMarksBack } from './own.ts';
import { describedIn, sourcesIn } from './structured.ts';
import { attributeOf, elementsIn, type HtmlElement, hasClass, parsePage, textOf } from './tree.ts';

/** Reads a page. Throws `Failure` Invalid for one that is nested too deeply, or whose metrics can't be right. */
export function readHtmlPage(html: string, context: RichContext): RichPage {
  const page = parsePage(html);
  const isOwn = isOwnPage(page);
  if (isOwn) placeMarksBack(page);
  const { pageTitle, ...described } = describedIn(page);
  const article = articleIn(page);
  const title = titleIn(page, article, pageTitle);
  const notes = notesIn(article);
  const citationOf = isOwn ? createCitationReader(page, sourcesIn(page), context) : () => undefined;
  const ownHeader = isOwn ? elementsIn(article).find(({ tagName }) => tagName === 'header') : undefined;
  let missingImages = 0;
  const htmlContext: HtmlContext = {
    keepImage: context.keepImage,
    missImage: () => {
      missingImages += 1;
    },
    specialOf: (element) => citationOf(element) ?? noteMark(element, notes),
    isLeftOut: (element) =>
      element === ownHeader ||
      notes.containers.has(element) ||
      attributeOf(element, 'role') === 'doc-backlink' ||
      (isOwn && isOwnApparatus(element)),
  };
  const children = blocksFrom(article.childNodes, htmlContext);
  const base: RichPage = {
    ...described,
    ...(title.text && { title: title.text }),
    tree: { type: 'root', children },
    remarks: missingImages > 0 ? [remarkOnMissing(missingImages)] : [],
  };
  if (ownHeader) return { ...base, ...ownHead(ownHeader) };
  const headed = withPageHead(base);
  return headed === base && title.isHeading
    ? { ...base, tree: { type: 'root', children: withoutTitle(children, title.text) } }
    : headed;
}

/** A page names its images by where they lie, which an import doesn't see. */
function remarkOnMissing(images: number): Remark {
  const message =
    images === 1
      ? '1 image of this page is missing: it was not in the page itself, or is of a kind that Galley doesn’t keep. Insert it in the story.'
      : `${images} images of this page are missing: they were not in the page itself, or are of a kind that Galley doesn’t keep. Insert them in the story.`;
  return { line: null, message };
}

/** Blocks without the heading that says the title. */
function withoutTitle(blocks: readonly RootContent[], title: string): RootContent[] {
  const at = blocks.findIndex(
    (block) =>
      block.type === 'heading' &&
      block.depth === 1 &&
      textOfTree(block)
        .replace(/[\n\u00a0]/g, ' ')
        .trim() === title,
  );
  return blocks.filter((_, index) => index !== at);
}

/** The element that holds the page's text: its only article, its main part, its longest article, or its body. */
function articleIn(page: HtmlElement): HtmlElement {
  const elements = elementsIn(page);
  const articles = elements.filter(({ tagName }) => tagName === 'article');
  const main = elements.find((element) => element.tagName === 'main' || attributeOf(element, 'role') === 'main');
  const [first, second] = articles;
  if (first && !second) return first;
  const body = elements.find(({ tagName }) => tagName === 'body') ?? page;
  if (main) return main;
  // One among several is the page's text if it is most of it; else they are a list of teasers.
  const longest = articles.toSorted((a, b) => textOf(b).length - textOf(a).length)[0];
  return longest && textOf(longest).length > textOf(body).length / 2 ? longest : body;
}

/** The page's title, and the heading that says it, which is then no section. */
function titleIn(
  page: HtmlElement,
  article: HtmlElement,
  described: string | undefined,
): { text: string; isHeading: boolean } {
  const tag = elementsIn(page).find(({ tagName }) => tagName === 'title');
  const named = tag ? textOf(tag).replace(/\n/g, ' ') : '';
  const headings = elementsIn(article).filter(({ tagName }) => tagName === 'h1');
  const [first, second] = headings.length > 0 ? headings : elementsIn(page).filter(({ tagName }) => tagName === 'h1');
  const text = first
    ? textOf(first)
        .replace(/[\n\u00a0]/g, ' ')
        .trim()
    : '';
  // Several headings of the first level are sections, unless the first of them is what the page is called.
  const isTitle = text !== '' && (!second || !named || named.includes(text));
  return isTitle ? { text, isHeading: true } : { text: described ?? named, isHeading: false };
}

type Notes = { byId: ReadonlyMap<string, string>; containers: ReadonlySet<HtmlElement> };

/** The footnotes or endnotes of a page, as Pandoc and DPUB-ARIA mark them. */
function notesIn(article: HtmlElement): Notes {
  const containers = new Set<HtmlElement>();
  const byId = new Map<string, string>();
  for (const element of elementsIn(article)) {
    const isNotes =
      /^doc-(?:end|foot)notes$/.test(attributeOf(element, 'role') ?? '') || hasClass(element, 'footnotes');
    if (!isNotes) continue;
    containers.add(element);
    for (const note of elementsIn(element)) {
      const id = note.tagName === 'li' || note.tagName === 'p' ? attributeOf(note, 'id') : undefined;
      if (id) byId.set(id, textOf(note).replace(/\s*(?:↩\ufe0e?|↑|\^)\s*$/, ''));
    }
  }
  return { byId, containers };
}

function noteMark(element: HtmlElement, notes: Notes): PhrasingContent[] | undefined {
  if (element.tagName !== 'a' && element.tagName !== 'sup') return undefined;
  const links = elementsIn(element).filter(({ tagName }) => tagName === 'a');
  if (links.length !== 1) return undefined;
  const note = notes.byId.get((attributeOf(links[0] as HtmlElement, 'href') ?? '').replace(/^#/, ''));
  return note === undefined ? undefined : [noteNode(note)];
}
