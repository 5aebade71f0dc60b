/**
 * An inline element that exists only while a document is turned into Markdown: text in a format without a Markdown mark.
 */
import { $getState, createState, ElementNode } from 'lexical';
import type { FormatTag } from './formats.ts';

const tagState = createState('tag', {
  parse: (value): FormatTag => (value === 'mark' || value === 'sub' || value === 'sup' ? value : 'u'),
});

/** Holds runs of text that share a format; its JSON is `{type: 'formatted', tag, children}`. */
export class FormattedNode extends ElementNode {
  override $config() {
    return this.config('formatted', { extends: ElementNode, stateConfigs: [{ stateConfig: tagState, flat: true }] });
  }

  getFormatTag(): FormatTag {
    return $getState(this, tagState);
  }

  override isInline(): true {
    return true;
  }

  override updateDOM(): boolean {
    return false;
  }
}
