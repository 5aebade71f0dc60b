/**
 * Pasting a text as an offline copy: a message, a transcript, what can't be saved as a file. It stays open until the library has
 * the text; the words of one that was left stand there when it is opened again for that source.
 */
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextArea, TextField } from '#renderer/ui/text-field.tsx';
import { keepPastedText, usePastedText, writePastedText } from './pasted-texts.ts';

export function PasteTextDialog({
  sourceId,
  isOpen,
  onClose,
}: {
  sourceId: string;
  isOpen: boolean;
  onClose: () => void;
}) {
  const { text, title, isBeingKept, problem } = usePastedText(sourceId);
  const keep = async () => {
    if (await keepPastedText(sourceId)) onClose();
  };
  return (
    <Dialog title="Keep a text as a copy" isOpen={isOpen} onClose={onClose} size="medium">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') void keep();
        }}
      >
        <div className="g-dialog-content">
          <TextArea
            label="Text"
            value={text}
            onChange={(value) => writePastedText(sourceId, { text: value })}
            rows={10}
            placeholder="Paste it here"
            isReadOnly={isBeingKept}
            autoFocus
          />
          <TextField
            label="What it is"
            value={title}
            onChange={(value) => writePastedText(sourceId, { title: value })}
            placeholder="Pasted text"
            maxLength={200}
            isReadOnly={isBeingKept}
          />
          {isBeingKept && <p role="status">Keeping the text…</p>}
          {problem && (
            <p role="alert" className="copy-problem">
              The text is not kept yet. {problem}
            </p>
          )}
        </div>
        <footer className="g-dialog-foot">
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isDisabled={text.trim() === '' || isBeingKept}>
            Keep
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
