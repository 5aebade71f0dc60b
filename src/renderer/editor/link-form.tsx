/**
 * The form for a link, at its place in the text: its address, opening it, removing it.
 */
import { $isLinkNode, $toggleLink, formatUrl } from '@lexical/link';
import {
  $createTextNode,
  $getNodeByKey,
  $getSelection,
  $insertNodes,
  $isRangeSelection,
  type LexicalEditor,
} from 'lexical';
import { ExternalLink, Unlink } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { isSafeUrl } from '#core/document/safe-url.ts';
import { openExternal } from '#renderer/app/desktop.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import type { EditorUi, LinkForm as FormState } from './editor-ui.ts';
import { Floating } from './floating.tsx';
import { focusText } from './focus-text.ts';
import { placeOfNode, placeOfSelection } from './text-places.ts';

type LinkFormProps = { editor: LexicalEditor; ui: EditorUi; form: FormState; readOnly: boolean };

export function LinkForm({ editor, ui, form, readOnly }: LinkFormProps) {
  const [url, setUrl] = useState(form.url);
  const [isRefused, setRefused] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  // A new link's selection is no longer the page's once the field has the focus.
  const place = useRef<DOMRect | null>(null);

  const close = () => ui.setState({ linkForm: null });
  useEffect(() => {
    if (form.key === null) box.current?.querySelector('input')?.focus();
    const onDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) ui.setState({ linkForm: null });
    };
    document.addEventListener('pointerdown', onDown, true);
    const stop = editor.registerUpdateListener(({ dirtyLeaves }) => {
      if (dirtyLeaves.size > 0) ui.setState({ linkForm: null });
    });
    return () => {
      document.removeEventListener('pointerdown', onDown, true);
      stop();
    };
  }, [editor, form, ui]);

  const keep = () => {
    const address = formatUrl(url.trim());
    if (!isSafeUrl(address) || !URL.canParse(address)) {
      setRefused(true);
      return;
    }
    close();
    editor.update(() => $keepLink(form.key, address));
    focusText(editor);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    close();
    focusText(editor);
  };

  return (
    <Floating
      boxRef={box}
      placeOf={() => {
        place.current = (form.key ? placeOfNode(editor, form.key) : placeOfSelection(editor)) ?? place.current;
        return place.current;
      }}
      placeKey={form}
      className="link-form"
    >
      <div role="dialog" aria-label="Link" onKeyDown={onKeyDown}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!readOnly) keep();
          }}
        >
          <input
            className="form-input"
            aria-label="Address"
            aria-invalid={isRefused}
            value={url}
            readOnly={readOnly}
            placeholder="https://…"
            maxLength={8_000}
            onChange={(event) => {
              setUrl(event.target.value);
              setRefused(false);
            }}
          />
          {!readOnly && (
            <Button type="submit" variant="primary">
              {form.key ? 'Change' : 'Link'}
            </Button>
          )}
          {form.key && (
            <>
              <IconButton label="Open in the browser" onPress={() => openExternal(form.url)}>
                <ExternalLink aria-hidden />
              </IconButton>
              {!readOnly && (
                <IconButton
                  label="Remove the link"
                  onPress={() => {
                    close();
                    editor.update(() => $unlink(form.key));
                    focusText(editor);
                  }}
                >
                  <Unlink aria-hidden />
                </IconButton>
              )}
            </>
          )}
        </form>
        {isRefused && (
          <p className="form-problem" role="alert">
            A link begins with https://, http:// or mailto:.
          </p>
        )}
      </div>
    </Floating>
  );
}

function $keepLink(key: string | null, address: string): void {
  const link = key ? $getNodeByKey(key) : null;
  if ($isLinkNode(link)) {
    link.setURL(address);
    return;
  }
  const selection = $getSelection();
  if ($isRangeSelection(selection) && selection.isCollapsed()) {
    const text = $createTextNode(address);
    $insertNodes([text]);
    text.select(0, address.length);
  }
  $toggleLink(address);
}

function $unlink(key: string | null): void {
  const link = key ? $getNodeByKey(key) : null;
  if (!$isLinkNode(link)) return;
  for (const child of link.getChildren()) link.insertBefore(child);
  link.remove();
}
