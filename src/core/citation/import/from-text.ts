/**
 * A source from what an editor types or pastes into the citation picker.
 */
import type { CslItem } from '#core/model/source.ts';
import { itemOf } from '../recogniser.ts';
import { cslFromRecognised } from '../source-match.ts';
import { importSources } from './import-sources.ts';

/**
 * Reads BibTeX, RIS or CSL-JSON (its first entry), an address, `Outlet, March 2026`, or just an outlet's name.
 * `needsDetails` is true for all but a whole entry.
 */
export function sourceFromText(typed: string): { csl: CslItem; needsDetails: boolean } {
  const text = typed.trim();
  const [entry] = importSources(text).items;
  if (entry) return { csl: entry, needsDetails: false };
  if (/^https?:\/\/\S+$/i.test(text) && URL.canParse(text)) {
    const host = new URL(text).hostname.replace(/^www\./, '');
    return { csl: { type: 'webpage', 'container-title': host, URL: text }, needsDetails: true };
  }
  const item = itemOf(text.replace(/^\((.*)\)$/s, '$1'));
  if (item) return { csl: cslFromRecognised(item), needsDetails: true };
  return {
    csl: { type: 'article-newspaper', 'container-title': text.replace(/\s+/g, ' ').slice(0, 500) },
    needsDetails: true,
  };
}
