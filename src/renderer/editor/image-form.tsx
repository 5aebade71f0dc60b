/**
 * The form for an image, at its place in the text: what it shows, for who can't see it, and taking it out. Clicking
 * elsewhere keeps what was entered; Escape doesn't.
 */
import { $getNodeByKey, $getSelection, $isNodeSelection, type LexicalEditor } from 'lexical';
import { Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { $isImageNode } from '#core/document/nodes/image-node.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextArea } from '#renderer/ui/text-field.tsx';
import { $selectNode } from './chip-keys.ts';
import type { EditorUi, ImageForm as FormState } from './editor-ui.ts';
import { Floating } from './floating.tsx';
import { focusText } from './focus-text.ts';
import { placeOfNode } from './text-places.ts';

type ImageFormProps = { editor: LexicalEditor; ui: EditorUi; form: FormState; readOnly: boolean };

export function ImageForm({ editor, ui, form, readOnly }: ImageFormProps) {
  const { key, image, takesFocus } = form;
  const [alt, setAlt] = useState(image.alt);
  const box = useRef<HTMLDivElement>(null);
  const close = () => ui.setState({ imageForm: null });
  const keep = () => {
    close();
    if (alt.trim() !== image.alt) editor.update(() => $describe(key, alt.trim()));
  };
  const latest = useRef({ keep });
  useEffect(() => {
    latest.current = { keep };
  });

  useEffect(() => {
    if (takesFocus) box.current?.querySelector('textarea')?.focus();
    const onDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) latest.current.keep();
    };
    document.addEventListener('pointerdown', onDown, true);
    // The keys go on to the text while the focus is there: with another selection the form has nothing to be about.
    const stop = editor.registerUpdateListener(({ editorState }) => {
      const isSelected = editorState.read(() => {
        const selection = $getSelection();
        return $isNodeSelection(selection) && selection.has(key);
      });
      if (!isSelected && !box.current?.contains(document.activeElement)) latest.current.keep();
    });
    return () => {
      document.removeEventListener('pointerdown', onDown, true);
      stop();
    };
  }, [editor, key, takesFocus]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    // A description is one paragraph: Enter is done.
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing && event.target instanceof HTMLTextAreaElement)
      keep();
    else return;
    event.preventDefault();
    event.stopPropagation();
    focusText(editor);
  };

  return (
    <Floating boxRef={box} placeOf={() => placeOfNode(editor, key)} placeKey={form} className="image-form">
      <div role="dialog" aria-label="Image" onKeyDown={onKeyDown}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            keep();
            focusText(editor);
          }}
        >
          <TextArea
            label="Description"
            placeholder="What it shows, for who can’t see it"
            value={alt}
            maxLength={2_000}
            rows={1}
            isReadOnly={readOnly}
            onChange={(text) => setAlt(text.replace(/\s*\n\s*/g, ' '))}
          />
          {!readOnly && (
            <div className="form-foot">
              <Button
                variant="quiet"
                onPress={() => {
                  close();
                  editor.update(() => $remove(key));
                  focusText(editor);
                }}
              >
                <Trash2 aria-hidden /> Remove image
              </Button>
              <span className="form-foot-gap" />
              <Button type="submit" variant="primary">
                Done
              </Button>
            </div>
          )}
        </form>
      </div>
    </Floating>
  );
}

function $describe(key: string, alt: string): void {
  const node = $getNodeByKey(key);
  const image = $isImageNode(node) ? node.getImage() : null;
  if (!$isImageNode(node) || !image) return;
  node.setImage({ ...image, alt });
  $selectNode(node);
}

function $remove(key: string): void {
  const node = $getNodeByKey(key);
  node?.selectPrevious();
  node?.remove();
}
