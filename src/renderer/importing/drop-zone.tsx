/**
 * The whole window as a place to drop files on.
 */
import { FileDown } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { isAttachmentFile } from '#core/document/attachment-paths.ts';
import { READING_ONLY } from '#renderer/app/reading.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { droppedFiles } from './dropped-folders.ts';
import './importing.css';

/** Said of a folder that holds no page and no bibliography. */
export const NOTHING_TO_IMPORT = 'There is nothing in this folder that can be imported.';

type DropZoneProps = { onFiles: (files: File[]) => void; text?: string; isReadOnly: boolean; children: ReactNode };

/**
 * Takes files that are dropped anywhere in the window; text and the window's own drags pass by, and so does what is dropped
 * on an element with `data-takes-files`, which takes it itself.
 */
export function WindowDropZone({
  onFiles,
  text = 'Drop pages, Word files or a folder to import them',
  isReadOnly,
  children,
}: DropZoneProps) {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onOver = (event: DragEvent) => {
      if (isTakenElsewhere(event)) setOver(false);
      if (!holdsFiles(event) || isOverImageTarget(event) || isTakenElsewhere(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      // Leaving for another element of the window is no leaving.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])].filter((file) => !file.type.startsWith('image/'));
      if (!event.dataTransfer || !holdsFiles(event) || files.length === 0 || isTakenElsewhere(event)) return;
      event.preventDefault();
      event.stopPropagation();
      if (isReadOnly) showToast({ message: READING_ONLY });
      else
        void droppedFiles(event.dataTransfer).then(
          (dropped) => {
            const isImage = ({ type }: File) => type.startsWith('image/');
            if (!dropped.every(isImage))
              onFiles(dropped.filter((file) => !isImage(file) || isAttachmentFile(file.name)));
            else showToast({ message: NOTHING_TO_IMPORT });
          },
          () => showToast({ message: 'What was dropped could not be read; nothing was imported.', tone: 'problem' }),
        );
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop, { capture: true });
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop, { capture: true });
    };
  }, [onFiles, isReadOnly]);
  return (
    <>
      {children}
      {isOver && (
        <div className="drop-overlay" aria-hidden>
          <FileDown />
          <p>{isReadOnly ? READING_ONLY : text}</p>
        </div>
      )}
    </>
  );
}

/** Images go into the text where they are dropped. */
function isOverImageTarget(event: DragEvent): boolean {
  const items = [...(event.dataTransfer?.items ?? [])];
  return items.length > 0 && items.every((item) => item.type.startsWith('image/'));
}

function isTakenElsewhere({ target }: DragEvent): boolean {
  return target instanceof Element && target.closest('[data-takes-files]') !== null;
}
