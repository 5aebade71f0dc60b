/**
 * What HTML holds beyond an allow-list, told by a parser that reads as browsers do.
 */
import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5';

export type AllowList = {
  /** Elements, each with the attributes that it may have; those of `*` are for all. */
  elements: Readonly<Record<string, readonly string[]>>;
  /** What addresses may look like, by the attribute that they stand in. An attribute that isn't named holds none. */
  addresses: Readonly<Record<string, RegExp>>;
};

/** Every element, attribute and address of `html` that the list doesn't name. A whole document starts with its doctype. */
export function strayParts(html: string, { elements, addresses }: AllowList): string[] {
  const stray: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node) => {
    if ('tagName' in node) {
      const allowed = Object.hasOwn(elements, node.tagName) ? elements[node.tagName] : undefined;
      if (!allowed || node.namespaceURI !== 'http://www.w3.org/1999/xhtml') stray.push(`<${node.tagName}>`);
      for (const { name, value } of node.attrs) {
        if (!allowed?.includes(name) && !elements['*']?.includes(name)) stray.push(`${node.tagName}[${name}]`);
        else if (addresses[name] && !addresses[name].test(value))
          stray.push(`${node.tagName}[${name}=${value.slice(0, 80)}]`);
      }
      if ('content' in node) visit(node.content);
    }
    if (node.nodeName === '#comment') stray.push('a comment');
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(/^<!doctype/i.test(html) ? parse(html) : parseFragment(html));
  return [...new Set(stray)];
}

const SAFE_HREF = /^(?:https?:\/\/[^\s"<>]+|mailto:[^\s"<>]+|#(?:section|cite|source|note|quote)-[^\s"<>]+)$/i;

/** What an exported page is made of: nothing that runs, loads, asks or leads away. */
export const EXPORTED: AllowList = {
  elements: {
    '*': ['id', 'class'],
    ...Object.fromEntries(
      'html head title style body main article header h1 h2 h3 h4 h5 h6 p dl dt dd time nav ul li section blockquote pre hr table thead tbody tr strong em del u mark sub sup code br b i'
        .split(' ')
        .map((name) => [name, [] as string[]]),
    ),
    html: ['lang'],
    meta: ['charset', 'name', 'content', 'http-equiv'],
    script: ['type'],
    section: ['aria-labelledby', 'aria-label', 'tabindex'],
    nav: ['aria-label'],
    time: ['datetime'],
    div: ['role', 'tabindex', 'aria-label'],
    span: ['role'],
    a: ['href', 'aria-label', 'aria-describedby'],
    ol: ['start'],
    th: ['scope'],
    td: [],
    img: ['src', 'alt'],
    input: ['type', 'disabled', 'checked', 'aria-label'],
  },
  addresses: {
    href: SAFE_HREF,
    src: /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[\w+/=]+$/,
    // Of a script it is data only, of an input a box.
    type: /^(?:application\/ld\+json|checkbox)$/,
    'http-equiv': /^Content-Security-Policy$/,
  },
};

/** What a printed citation or source is made of. */
export const CITATION: AllowList = {
  elements: { '*': [], i: [], b: [], em: [], strong: [], sup: [], sub: [], span: ['class'] },
  addresses: { class: /^small-caps$/ },
};
