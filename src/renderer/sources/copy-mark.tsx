/**
 * The kind of an offline copy as a glyph.
 */
import { AlignLeft, FileText, Globe, type LucideIcon } from 'lucide-react';
import type { SourceCopy } from '#core/model/source.ts';

export const COPY_KINDS: Record<SourceCopy['kind'], { name: string; Icon: LucideIcon }> = {
  pdf: { name: 'PDF', Icon: FileText },
  html: { name: 'Page', Icon: Globe },
  text: { name: 'Text', Icon: AlignLeft },
};

/** Glyph and, for who can't see it, the word. Nothing for a source without copies. */
export function CopyMark({ copies }: { copies: readonly SourceCopy[] }) {
  const copy = copies.at(-1);
  if (!copy) return null;
  const { name, Icon } = COPY_KINDS[copy.kind];
  return (
    <span className="copy-mark">
      <Icon aria-hidden />
      <span className="sr-only">{`Offline copy: ${name}`}</span>
    </span>
  );
}
