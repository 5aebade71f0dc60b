/**
 * Pasting a text as an offline copy: a message, a transcript, what can't be saved as a file.
 */
import { useState } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextArea, TextField } from '#renderer/ui/text-field.tsx';
import { attachText } from './copying.ts';

export function PasteTextDialog({
  sourceId,
  isOpen,
  onClose,
}: {
  sourceId: string;
  isOpen: boolean;
  onClose: () => void;
}) {
  const [text, setText] = useState('');
  const [title, setTitle] = useState('');
  const close = () => {
    setText('');
    setTitle('');
    onClose();
  };
  return (
    <Dialog title="Keep a text as a copy" isOpen={isOpen} onClose={close} size="medium">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void attachText(sourceId, text, title);
          close();
        }}
      >
        <div className="g-dialog-content">
          <TextArea label="Text" value={text} onChange={setText} rows={10} placeholder="Paste it here" autoFocus />
          <TextField label="What it is" value={title} onChange={setTitle} placeholder="Pasted text" maxLength={200} />
        </div>
        <footer className="g-dialog-foot">
          <Button onPress={close}>Cancel</Button>
          <Button type="submit" variant="primary" isDisabled={text.trim() === ''}>
            Keep
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
