/**
 * Whatever is open beside the text: a menu opened by typing, the form of a citation, link, image or claim.
 */
import type { LexicalEditor } from 'lexical';
import { useStore } from 'zustand';
import { BlockMenu } from './block-menu.tsx';
import type { Bursts } from './bursts.ts';
import type { StoryChipPainter } from './chip-painter.ts';
import { CitationCard } from './citation-card.tsx';
import { CitationForm } from './citation-form.tsx';
import { CitationPicker } from './citation-picker.tsx';
import { ClaimForm } from './claim-form.tsx';
import type { EditorUi } from './editor-ui.ts';
import { ImageForm } from './image-form.tsx';
import { LinkForm } from './link-form.tsx';
import { StoryLinkPicker } from './story-link-picker.tsx';

type FloatsProps = {
  editor: LexicalEditor;
  ui: EditorUi;
  painter: StoryChipPainter;
  bursts: Bursts;
  storyId: string;
  readOnly: boolean;
};

export function Floats({ editor, ui, painter, bursts, storyId, readOnly }: FloatsProps) {
  const { typeahead, citationForm, linkForm, imageForm, claimForm } = useStore(ui);
  return (
    <>
      {typeahead?.trigger === '/' && <BlockMenu editor={editor} ui={ui} typeahead={typeahead} />}
      {typeahead?.trigger === '@' && <CitationPicker editor={editor} ui={ui} typeahead={typeahead} />}
      {typeahead?.trigger === '[[' && (
        <StoryLinkPicker editor={editor} ui={ui} typeahead={typeahead} storyId={storyId} />
      )}
      {citationForm && readOnly && citationForm.kind === 'edit' && (
        <CitationCard
          key={formKey(citationForm)}
          editor={editor}
          ui={ui}
          painter={painter}
          citation={citationForm.citation}
          nodeKey={citationForm.key}
        />
      )}
      {citationForm && !readOnly && (
        <CitationForm key={formKey(citationForm)} editor={editor} ui={ui} painter={painter} form={citationForm} />
      )}
      {linkForm && <LinkForm key={linkForm.key ?? 'new'} editor={editor} ui={ui} form={linkForm} readOnly={readOnly} />}
      {imageForm && <ImageForm key={imageForm.key} editor={editor} ui={ui} form={imageForm} readOnly={readOnly} />}
      {claimForm && <ClaimForm key={claimForm.key} editor={editor} ui={ui} bursts={bursts} form={claimForm} />}
    </>
  );
}

function formKey({ citation }: { citation: { id: string } }): string {
  return citation.id;
}
