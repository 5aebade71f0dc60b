/**
 * The marks of the verdicts as drawings for chips, which are painted without React. The same glyphs as everywhere else.
 */
import type { Verdict } from '#core/model/citation.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Each verdict's shapes on a grid of 24, from the icon set that the window uses (Lucide, ISC licence). */
const SHAPES: Record<Verdict, [tag: 'path' | 'circle', attributes: Record<string, string>][]> = {
  unverified: [
    ['circle', { cx: '12', cy: '12', r: '10' }],
    ['path', { d: 'M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3' }],
    ['path', { d: 'M12 17h.01' }],
  ],
  supports: [['path', { d: 'M20 6 9 17l-5-5' }]],
  partly: [
    ['circle', { cx: '12', cy: '12', r: '10' }],
    ['path', { d: 'M22 2 2 22' }],
  ],
  contradicts: [
    ['path', { d: 'M18 6 6 18' }],
    ['path', { d: 'm6 6 12 12' }],
  ],
  'not-found': [
    ['path', { d: 'm13.5 8.5-5 5' }],
    ['path', { d: 'm8.5 8.5 5 5' }],
    ['circle', { cx: '11', cy: '11', r: '8' }],
    ['path', { d: 'm21 21-4.3-4.3' }],
  ],
};

const drawn = new Map<Verdict, SVGSVGElement>();

/** A new element with a verdict's mark; assistive technology doesn't see it. */
export function verdictMark(verdict: Verdict): SVGSVGElement {
  let svg = drawn.get(verdict);
  if (!svg) {
    svg = document.createElementNS(SVG, 'svg');
    const attributes = { viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', 'stroke-linecap': 'round' };
    for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
    svg.setAttribute('stroke-linejoin', 'round');
    svg.setAttribute('aria-hidden', 'true');
    for (const [tag, shape] of SHAPES[verdict]) {
      const element = document.createElementNS(SVG, tag);
      for (const [name, value] of Object.entries(shape)) element.setAttribute(name, value);
      svg.append(element);
    }
    drawn.set(verdict, svg);
  }
  return svg.cloneNode(true) as SVGSVGElement;
}
