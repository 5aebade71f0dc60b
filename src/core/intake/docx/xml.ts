/**
 * As much of XML 1.0 as the parts of a Word file are written in: elements, attributes, text. A document type, which could
 * name other files or grow without end, is refused.
 */
import { Failure } from '#core/model/failure.ts';

export type XmlElement = { name: string; attributes: ReadonlyMap<string, string>; children: (XmlElement | string)[] };

const MAX_DEPTH = 500;
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const ATTRIBUTE = /([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Parses a part and returns its root. Throws `Failure` Invalid for what is not well-formed or nested too deeply. */
export function parseXml(xml: string): XmlElement {
  const top: XmlElement = { name: '', attributes: new Map(), children: [] };
  const open = [top];
  for (let at = 0; at < xml.length; ) {
    const parent = open.at(-1) ?? top;
    const start = xml.indexOf('<', at);
    const text = xml.slice(at, start < 0 ? xml.length : start);
    if (text && parent !== top) parent.children.push(decoded(text));
    if (start < 0) break;
    if (xml.startsWith('<!--', start)) at = after(xml, '-->', start);
    else if (xml.startsWith('<?', start)) at = after(xml, '?>', start);
    else if (xml.startsWith('<![CDATA[', start)) {
      at = after(xml, ']]>', start);
      parent.children.push(xml.slice(start + 9, at - 3));
    } else if (xml.startsWith('<!', start)) throw malformed();
    else if (xml.startsWith('</', start)) {
      at = after(xml, '>', start);
      if (open.length < 2 || xml.slice(start + 2, at - 1).trim() !== parent.name) throw malformed();
      open.pop();
    } else {
      at = endOfTag(xml, start);
      const isEmpty = xml[at - 2] === '/';
      const tag = xml.slice(start + 1, at - (isEmpty ? 2 : 1));
      const name = /^[^\s/]+/.exec(tag)?.[0] ?? '';
      const attributes = new Map<string, string>();
      for (const [, key = '', double, single] of tag.slice(name.length).matchAll(ATTRIBUTE))
        attributes.set(key, decoded(double ?? single ?? ''));
      const element: XmlElement = { name, attributes, children: [] };
      parent.children.push(element);
      if (isEmpty) continue;
      open.push(element);
      if (open.length > MAX_DEPTH) throw new Failure('Invalid', 'This file is nested too deeply to be read.');
    }
  }
  const root = top.children.find((child) => typeof child !== 'string');
  if (open.length !== 1 || !root) throw malformed();
  return root;
}

/** One past the end of a tag: a `>` within a value doesn't end it. */
function endOfTag(xml: string, start: number): number {
  let quote = '';
  for (let at = start; at < xml.length; at += 1) {
    const sign = xml[at] ?? '';
    if (quote) {
      if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at + 1;
  }
  throw malformed();
}

function after(xml: string, end: string, from: number): number {
  const at = xml.indexOf(end, from);
  if (at < 0) throw malformed();
  return at + end.length;
}

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[name] ?? whole;
    const code = Number.parseInt(hex ?? decimal, hex ? 16 : 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

function malformed(): Failure {
  return new Failure('Invalid', 'This file is damaged: a part of it can’t be read.');
}

/** The children that are elements, of `name` where one is given. */
export function childrenOf(element: XmlElement | undefined, name?: string): XmlElement[] {
  return (element?.children ?? []).filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );
}

/** The first element at the end of a path of names. */
export function childAt(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((at, name) => childrenOf(at, name)[0], element);
}

/** The first element of a name anywhere below. */
export function findIn(element: XmlElement, name: string): XmlElement | undefined {
  for (const child of childrenOf(element)) {
    const found = child.name === name ? child : findIn(child, name);
    if (found) return found;
  }
  return undefined;
}

/** All text below an element. */
export function textIn(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textIn(child))).join('');
}
