/**
 * A source in a few words, for lists and pickers.
 */
import { type CslItem, outletOf } from '#core/model/source.ts';
import { dateText } from './date-text.ts';
import { withoutTags } from './rich-text.ts';

/** Outlet, short date (`4 Mar 2026`, `Mar 2026`, `Spring 2025`) and title; empty where the source has none. */
export function describeSource(csl: CslItem): { outlet: string; date: string; title: string } {
  return { outlet: outletOf(csl), date: dateText(csl.issued, 'short'), title: withoutTags(csl.title ?? '') };
}
