/**
 * Pandoc's citations, `[see @key, p. 4, suffix; @other]`, both ways (Pandoc User's Guide, "Citation syntax").
 */
import { LOCATOR_TERMS } from '#core/citation/locators.ts';
import { standsApart } from '#core/citation/suffix.ts';
import type { CitationItem, LocatorLabel } from '#core/model/citation.ts';

/** An item whose source is named by its key. */
export type KeyedItem = Omit<CitationItem, 'sourceId'> & { key: string };

/** How the attribute `sources` says that a verdict was given while the citation had others. */
export const SOURCES_CHANGED = 'changed';

/** A locator that Pandoc takes for one by itself. */
const PLAIN_LOCATOR = /^\d+(?:[-–]\d+)?$/;

/** A number at its beginning, also behind a comma, makes Pandoc take a suffix for a locator; an empty span keeps it from that. */
const LIKE_LOCATOR = /^(, )?(?=[^\s,]*\d)/;
const SHIELD = '[]{} ';
/** What Pandoc takes for more of the key that it follows. */
const LIKE_KEY = /^[:.#$%&+?<>~/_-][\p{L}\p{N}_]/u;

/**
 * Prints the items between their brackets, so that Pandoc's citeproc prints a suffix as the printer does: beside a locator in
 * braces it stands as it is, and a comma that is its own is escaped. What a text can't say of an item is the caller's to keep.
 */
export function printCite(items: readonly KeyedItem[]): string {
  const printed = items.map(({ key, prefix, suffix, locator, label }) => {
    const term = label ? `${LOCATOR_TERMS[label] ?? label.replaceAll('-', ' ')} ` : '';
    const before = prefix ? `${escaped(prefix)} ` : '';
    if (locator && !suffix && PLAIN_LOCATOR.test(locator)) return `${before}@${key}, ${term}${locator}`;
    if (locator) return `${before}@${key}{${term}${bracedLocator(locator)}}${suffixBehind(suffix, escaped)}`;
    const named = suffix && LIKE_KEY.test(suffix) ? `@{${key}}` : `@${key}`;
    return `${before}${named}${suffixBehind(suffix, shielded)}`;
  });
  return `[${printed.join('; ')}]`;
}

/** Pandoc takes braces for those of a locator only where no bracket stands in them as it is; a span without attributes hides it. */
function bracedLocator(locator: string): string {
  return /[[\]{}]/.test(locator) ? `[${escaped(locator)}]{}` : escaped(locator);
}

const HIDDEN_LOCATOR = /^\[((?:\\.|[^[\]\\])*)\]\{\}$/;

function readLocator(written: string): string {
  return unescaped(HIDDEN_LOCATOR.exec(written)?.[1] ?? written);
}

function suffixBehind(suffix: string | undefined, print: (suffix: string) => string): string {
  return suffix ? `${standsApart(suffix) ? ' ' : ''}${print(suffix)}` : '';
}

function shielded(suffix: string): string {
  const comma = LIKE_LOCATOR.exec(suffix);
  if (!comma) return escaped(suffix);
  return `${escaped(comma[0])}${SHIELD}${escaped(suffix.slice(comma[0].length))}`;
}

const KEY = /(?:^|(?<=[\s[]))-?@(?:\{([^{}\s]+)\}|([\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&+?<>~/-](?=[\p{L}\p{N}_]))*))/u;
const LOCATOR = new RegExp(
  `^(${Object.values(LOCATOR_TERMS)
    .map((term) => term.replaceAll('.', '\\.'))
    .join('|')}|pp\\.|pages?|chapters?|sections?|paras?\\.?|figures?|vols?\\.|timestamp) (.+)$`,
);
const LABELS: Record<string, LocatorLabel> = {
  ...Object.fromEntries(Object.entries(LOCATOR_TERMS).map(([label, term]) => [term, label as LocatorLabel])),
  'pp.': 'page',
  pages: 'page',
  page: 'page',
  chapter: 'chapter',
  chapters: 'chapter',
  section: 'section',
  sections: 'section',
  paras: 'paragraph',
  'paras.': 'paragraph',
  para: 'paragraph',
  figure: 'figure',
  figures: 'figure',
  'vols.': 'volume',
  timestamp: 'timestamp',
};

/** Reads what stands between the brackets of a citation; undefined where it is none. */
export function readCite(inner: string): KeyedItem[] | undefined {
  const items: KeyedItem[] = [];
  for (const part of splitUnescaped(inner, ';')) {
    const match = KEY.exec(part);
    if (!match) return undefined;
    const key = match[1] ?? match[2] ?? '';
    const prefix = unescaped(part.slice(0, match.index).trim());
    const rest = part.slice(match.index + match[0].length).trimEnd();
    const behindShield = /^\s*(\\, )?\[\]\{\} +/.exec(rest);
    if (behindShield) {
      const suffix = `${behindShield[1] ? ', ' : ''}${unescaped(rest.slice(behindShield[0].length))}`;
      items.push({ key, ...(prefix && { prefix }), suffix });
      continue;
    }
    items.push({
      key,
      ...(prefix && { prefix }),
      ...(placeInBraces(rest) ?? placeOf(rest.replace(/^\s*,\s*/, '').trim())),
    });
  }
  return items.length > 0 ? items : undefined;
}

/** `{p. 4}, and passim`; undefined where no braces follow the key. */
function placeInBraces(rest: string): Pick<CitationItem, 'locator' | 'label' | 'suffix'> | undefined {
  const braces = /^\s*,?\s*\{((?:\\.|\{\}|[^{}\\])*)\}/.exec(rest);
  if (!braces) return undefined;
  const place = (braces[1] ?? '').trim();
  const match = LOCATOR.exec(place);
  const after = unescaped(rest.slice(braces[0].length));
  const suffix = /^\s/.test(after) && standsApart(after.trimStart()) ? after.trimStart() : after;
  return {
    ...(match?.[1] && match[2]
      ? { locator: readLocator(match[2]), label: LABELS[match[1]] ?? 'page' }
      : place && { locator: readLocator(place) }),
    ...(suffix && { suffix }),
  };
}

function placeOf(rest: string): Pick<CitationItem, 'locator' | 'label' | 'suffix'> {
  const [first = '', ...others] = splitUnescaped(rest, ',').map((piece) => piece.trim());
  const match = LOCATOR.exec(first);
  const after = unescaped(others.join(', '));
  if (match?.[1] && match[2]) {
    return { locator: unescaped(match[2]), label: LABELS[match[1]] ?? 'page', ...(after && { suffix: after }) };
  }
  // A bare number is a page to Pandoc.
  if (/^\d/.test(first)) return { locator: unescaped(first), ...(after && { suffix: after }) };
  return rest ? { suffix: unescaped(rest) } : {};
}

function splitUnescaped(text: string, separator: ',' | ';'): string[] {
  const parts = [''];
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (character === '\\') {
      parts[parts.length - 1] += character + (text[index + 1] ?? '');
      index += 1;
    } else if (character === separator) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\[\]{};,@*_`$^~<>&|#]/g, '\\$&');
}

function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
