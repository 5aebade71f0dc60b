/**
 * Links around citations: HTML has no link within a link (HTML, §4.5.1), so one ends before a citation and begins again after it.
 */
import type { Element, ElementContent } from 'hast';

/** What an `a` becomes: the same link around each stretch of its words that holds no citation, and the citations between. */
export function partLink(link: Element): ElementContent[] {
  if (!holdsCitation(link)) return [link];
  const parts: ElementContent[] = [];
  let stretch: ElementContent[] = [];
  const flush = () => {
    // A mark or a space alone is nothing that anybody could follow.
    if (stretch.some(saysSomething)) parts.push({ ...link, properties: { ...link.properties }, children: stretch });
    else parts.push(...stretch);
    stretch = [];
  };
  for (const child of link.children) {
    if (!isCitation(child) && !holdsCitation(child)) {
      stretch.push(child);
      continue;
    }
    flush();
    // A format around a citation stays around it, and the link goes within the format.
    parts.push(
      child.type === 'element' && !isCitation(child)
        ? { ...child, children: partLink({ ...link, children: child.children }) }
        : child,
    );
  }
  flush();
  return parts;
}

function isCitation(node: ElementContent): boolean {
  return node.type === 'element' && [node.properties.className].flat().includes('citation');
}

function holdsCitation(node: ElementContent): boolean {
  return node.type === 'element' && node.children.some((child) => isCitation(child) || holdsCitation(child));
}

function saysSomething(node: ElementContent): boolean {
  if (node.type === 'text') return /[^\s\p{P}]/u.test(node.value);
  return node.type === 'element' && (node.tagName === 'img' || node.children.some(saysSomething));
}
