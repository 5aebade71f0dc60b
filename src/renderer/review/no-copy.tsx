/**
 * A source without an offline copy: what is quoted from it, and how to attach one.
 */
import { FileX } from 'lucide-react';
import { useState } from 'react';
import { chooseFiles } from '#renderer/importing/choose-files.ts';
import { attachCopies, useCopying } from '#renderer/sources/copying.ts';
import { COPY_FILES } from '#renderer/sources/keep-copy.ts';
import { PasteTextDialog } from '#renderer/sources/paste-text-dialog.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';

export function NoCopy({ sourceId, quote, readOnly }: { sourceId: string; quote: string; readOnly: boolean }) {
  const [isPasting, setPasting] = useState(false);
  const busyLine = useCopying(({ busy }) => (busy?.sourceId === sourceId ? busy.line : null));
  const attach = async () => {
    const files = await chooseFiles(COPY_FILES, true);
    await attachCopies(
      sourceId,
      files.map((file) => ({ file, beside: [] })),
    );
  };
  return (
    <>
      <EmptyState
        Icon={FileX}
        text={busyLine ?? 'This source has no offline copy, so what it says can’t be looked up here.'}
        {...(!readOnly &&
          !busyLine && {
            action: { label: 'Attach a copy…', run: () => void attach() },
            secondAction: { label: 'Paste text…', run: () => setPasting(true) },
          })}
      />
      <div className="copy-foot">
        <p className="match-line">{quote.trim() ? `“${quote}”` : 'This citation quotes no passage.'}</p>
      </div>
      <PasteTextDialog sourceId={sourceId} isOpen={isPasting} onClose={() => setPasting(false)} />
    </>
  );
}
