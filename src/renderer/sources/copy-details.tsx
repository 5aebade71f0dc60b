/**
 * An offer to take over what a page says of itself where the source's details leave it empty.
 */
import { Info } from 'lucide-react';
import { detailsFromCopy } from '#core/citation/copy-details.ts';
import type { CopyText } from '#core/model/copy-text.ts';
import type { Source, SourceCopy } from '#core/model/source.ts';
import { useReadOnly } from '#renderer/app/reading.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useSourceEditing } from './source-editing.ts';

const NAMES = { title: 'title', author: 'author', issued: 'date', language: 'language' } as const;

/** Shown for pages only: what PDFs say of themselves is their program's more often than their author's. */
export function CopyDetails({ source, copy, text }: { source: Source; copy: SourceCopy; text: CopyText }) {
  const { change } = useSourceEditing();
  const isReadOnly = useReadOnly();
  const details = copy.kind === 'html' ? detailsFromCopy(source.csl, text) : {};
  const named = Object.entries(NAMES).flatMap(([field, name]) => (Object.hasOwn(details, field) ? [name] : []));
  if (named.length === 0 || isReadOnly) return null;
  const fillIn = () =>
    change(
      {
        csl: { ...source.csl, ...details },
        ...(details.title && source.needsDetails && { needsDetails: false }),
      },
      'details',
    );
  return (
    <div className="copy-details">
      <Info aria-hidden />
      <p>This page names its {new Intl.ListFormat('en').format(named)}, which the details lack.</p>
      <Button variant="quiet" onPress={fillIn}>
        Fill in
      </Button>
    </div>
  );
}
