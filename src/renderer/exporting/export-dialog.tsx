/**
 * Exporting a story: format, layout and citation style on the left, what comes out of it on the right.
 */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { projectionsOf } from '#core/document/summary.ts';
import type { Story } from '#core/model/story.ts';
import { type ApiOutputs, api, failureFrom, queries } from '#renderer/app/api.ts';
import { saveTextFile } from '#renderer/app/desktop.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { showToast } from '#renderer/ui/toast.tsx';
import { HtmlPreview } from './html-preview.tsx';
import './exporting.css';

type Exported = ApiOutputs['publishing']['exportDraft']['files'][number];
type ExportDialogProps = {
  isOpen: boolean;
  onClose: () => void /** The story as the window holds it. */;
  getStory: () => Story;
};

export function ExportDialog({ isOpen, onClose, getStory }: ExportDialogProps) {
  return (
    <Dialog title="Export story" isOpen={isOpen} onClose={onClose} size="wide">
      {isOpen && <ExportBody onClose={onClose} getStory={getStory} />}
    </Dialog>
  );
}

function ExportBody({ onClose, getStory }: Omit<ExportDialogProps, 'isOpen'>) {
  // The story doesn't change below an open dialog.
  const [story] = useState(getStory);
  const [format, setFormat] = useState<'html' | 'markdown'>('html');
  const [layout, setLayout] = useState<'document' | 'page'>('document');
  const { data: info } = useQuery(queries.library.info.queryOptions());
  const { data: styles } = useQuery(queries.publishing.styles.queryOptions(undefined, { staleTime: 0 }));
  const [chosenStyle, setChosenStyle] = useState<string | null>(null);
  const styleId = chosenStyle ?? info?.settings.styleId ?? 'galley-house';
  const options = useMemo(() => ({ format, layout, styleId }), [format, layout, styleId]);
  const [preview, setPreview] = useState<{ of: typeof options; exported: Exported } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    let isCurrent = true;
    api.publishing.exportDraft.mutate({ story, options }).then(
      ({ files: [exported] }) => {
        if (!isCurrent || !exported) return;
        setPreview({ of: options, exported });
        setProblem(null);
      },
      (error: unknown) => isCurrent && setProblem(failureFrom(error).message),
    );
    return () => {
      isCurrent = false;
    };
  }, [story, options]);

  // The last preview stays on screen until the next is there, but only what was asked for leaves the desk.
  const shown = preview?.exported;
  const exported = preview?.of === options ? preview.exported : null;
  const save = async () => {
    if (!exported) return;
    try {
      const outcome = await saveTextFile(exported.fileName, exported.mediaType, exported.text ?? '');
      if (outcome === 'cancelled') return;
      onClose();
      showToast({ message: `“${exported.fileName}” was exported.` });
    } catch (error) {
      setProblem(failureFrom(error).message);
    }
  };
  const copy = async () => {
    if (!exported) return;
    await navigator.clipboard.writeText(exported.text ?? '');
    showToast({ message: 'Copied.' });
  };
  const formatName = format === 'html' ? 'HTML' : 'Markdown';

  return (
    <div className="export-body">
      <div className="export-side">
        <div className="export-form">
          <Segmented
            label="Format"
            value={format}
            options={[
              { id: 'html', label: 'HTML' },
              { id: 'markdown', label: 'Markdown' },
            ]}
            onChange={setFormat}
          />
          {format === 'markdown' && (
            <Segmented
              label="Layout"
              value={layout}
              options={[
                { id: 'document', label: 'Document' },
                { id: 'page', label: 'Story page' },
              ]}
              onChange={setLayout}
            />
          )}
          <Select
            label="Citation style"
            value={styleId}
            options={(styles ?? []).map(({ id, title }) => ({ id, label: title }))}
            onChange={setChosenStyle}
          />
          <p className="export-note">{noteOn(story)}</p>
          {problem && (
            <p className="export-problem" role="alert">
              {problem}
            </p>
          )}
        </div>
        <footer className="g-dialog-foot">
          <Button onPress={() => void copy()} isDisabled={!exported}>
            Copy
          </Button>
          <Button variant="primary" onPress={() => void save()} isDisabled={!exported}>
            Export {formatName}…
          </Button>
        </footer>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="export-preview" aria-label="Preview" tabIndex={0}>
        {shown &&
          (shown.mediaType.startsWith('text/html') ? (
            <div className="export-paper">
              <HtmlPreview html={shown.text ?? ''} />
            </div>
          ) : (
            <pre className="export-paper export-source">{shown.text}</pre>
          ))}
      </section>
    </div>
  );
}

/** What an editor should know before the story leaves the desk. */
function noteOn(story: Story): string {
  const { citations, questions } = projectionsOf(story.document);
  const count = (verdict: string) => citations.filter(({ citation }) => citation.verdict === verdict).length;
  const parts = [
    [count('contradicts'), 'contradicted'],
    [count('not-found'), 'not found in their source'],
    [count('unverified'), 'unverified'],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  const open = questions.filter(({ answered }) => !answered).length;
  const cited =
    citations.length === 0
      ? 'No citations.'
      : `${citations.length} ${citations.length === 1 ? 'citation' : 'citations'}${said.length > 0 ? `, ${said.join(', ')}` : ', all supported'}.`;
  return open > 0 ? `${cited} ${open} open ${open === 1 ? 'question' : 'questions'}.` : cited;
}
