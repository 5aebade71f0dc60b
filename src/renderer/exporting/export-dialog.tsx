/**
 * Exporting a story or a briefing: the choices on the left, what comes out of them on the right.
 */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { imagesLeftOutInWords } from '#core/publish/images-left-out.ts';
import { failureFrom, queries } from '#renderer/app/api.ts';
import { desktop, saveFiles } from '#renderer/app/desktop.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { showToast } from '#renderer/ui/toast.tsx';
import { ExportForm } from './export-form.tsx';
import {
  type Exported,
  type ExportOptions,
  type ExportSubject,
  filesToSave,
  hasImagesBeside,
} from './export-subject.ts';
import { HtmlPreview } from './html-preview.tsx';
import './exporting.css';

type ExportDialogProps = {
  isOpen: boolean;
  onClose: () => void;
  /** Called once when the dialog opens: what it exports doesn't change below it. */
  getSubject: () => ExportSubject;
};

export function ExportDialog({ isOpen, onClose, getSubject }: ExportDialogProps) {
  return (
    <Dialog title="Export" isOpen={isOpen} onClose={onClose} size="wide">
      {isOpen && <ExportBody onClose={onClose} getSubject={getSubject} />}
    </Dialog>
  );
}

const FORMAT_NAMES = {
  html: 'HTML',
  markdown: 'Markdown',
  pandoc: 'Pandoc Markdown',
  pdf: 'PDF',
  docx: 'DOCX',
  json: 'JSON',
};

/** True for what is made for paper. */
const isPrinted = (format: ExportOptions['format']) => format === 'pdf' || format === 'docx';

function ExportBody({ onClose, getSubject }: Omit<ExportDialogProps, 'isOpen'>) {
  const [subject] = useState(getSubject);
  const { data: info } = useQuery(queries.library.info.queryOptions());
  const [options, setOptions] = useState<ExportOptions>(() => ({
    format: 'html',
    layout: 'document',
    styleId: subject.styleId ?? info?.settings.styleId ?? 'galley-house',
    localeId: subject.localeId ?? info?.settings.localeId ?? 'en-US',
    publish: subject.publish ?? {},
  }));
  const [preview, setPreview] = useState<{ of: ExportOptions; exported: Exported } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);

  const wanted = useRef<ExportOptions | null>(options);
  const showPreview = useCallback(
    (of: ExportOptions) => {
      wanted.current = of;
      // PDF and DOCX are printed from the same edition as HTML, which shows faster.
      subject.make(isPrinted(of.format) ? { ...of, format: 'html' } : of).then(
        (exported) => {
          if (wanted.current !== of) return;
          setPreview({ of, exported });
          setProblem(null);
        },
        (error: unknown) => wanted.current === of && setProblem(failureFrom(error).message),
      );
    },
    [subject],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first one; the others are asked for where they are chosen
  useEffect(() => {
    showPreview(options);
    return () => {
      wanted.current = null;
    };
  }, [showPreview]);

  const choose = (change: Partial<ExportOptions>) => {
    const next = { ...(wanted.current ?? options), ...change };
    // Before the choices are drawn anew: the workbench prints meanwhile.
    showPreview(next);
    setOptions(next);
    subject.onChoice?.(change);
  };

  // The last preview stays on screen until the next is there, but only what was asked for leaves the desk.
  const shown = preview?.exported.files[0];
  const ready = preview?.of === options ? preview.exported : null;

  const save = async () => {
    setSaving(true);
    try {
      const exported = isPrinted(options.format) ? await subject.make(options) : ready;
      if (!exported) return;
      const files = filesToSave(exported);
      if ((await saveFiles(files)) === 'cancelled') return;
      subject.onSaved?.(exported);
      onClose();
      showToast({ message: `“${files[0]?.fileName}” was exported.` });
    } catch (error) {
      setProblem(failureFrom(error).message);
    } finally {
      setSaving(false);
    }
  };
  const copy = async () => {
    await navigator.clipboard.writeText(shown?.text ?? '');
    showToast({ message: 'Copied.' });
  };

  return (
    <div className="export-body">
      <div className="export-side">
        <div className="export-form">
          <ExportForm subject={subject} options={options} onChange={choose} />
          <p className="export-note">{[leftOutNote(preview), subject.note].filter(Boolean).join(' ')}</p>
          {problem && (
            <p className="export-problem" role="alert">
              {problem}
            </p>
          )}
        </div>
        <footer className="g-dialog-foot">
          <Button onPress={() => void copy()} isDisabled={!ready || isPrinted(options.format)}>
            Copy
          </Button>
          <Button variant="primary" onPress={() => void save()} isDisabled={!ready || isSaving}>
            {isSaving ? 'Exporting…' : `Export ${FORMAT_NAMES[options.format]}…`}
          </Button>
        </footer>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="export-preview" aria-label="Preview" tabIndex={0}>
        {shown &&
          (shown.mediaType.startsWith('text/html') ? (
            <div className="export-paper">
              <HtmlPreview html={shown.text ?? ''} isPrinted={isPrinted(preview.of.format)} />
            </div>
          ) : (
            <pre className="export-paper export-source">{withoutImageBytes(shown.text ?? '')}</pre>
          ))}
      </section>
    </div>
  );
}

/** A JSON file with what nobody reads of its images shortened: the window would be busy with it for seconds. */
function withoutImageBytes(text: string): string {
  return text.replace(/"([A-Za-z0-9+/]{60})[A-Za-z0-9+/]{1000,}={0,2}"/g, '"$1…"');
}

/** What of the text is not in the export, on purpose or because it is gone. */
function leftOutNote(preview: { of: ExportOptions; exported: Exported } | null): string {
  if (!preview) return '';
  const { leftOut, missing, imagesLeftOut } = preview.exported;
  return [
    leftOut.bullets > 0
      ? `${leftOut.bullets} significance ${leftOut.bullets === 1 ? 'bullet' : 'bullets'} for other readers left out.`
      : '',
    leftOut.questions > 0
      ? `${leftOut.questions} open ${leftOut.questions === 1 ? 'question' : 'questions'} left out.`
      : '',
    imagesLeftOut > 0 ? imagesLeftOutInWords(imagesLeftOut, preview.of.format) : '',
    hasImagesBeside(preview.exported)
      ? desktop
        ? 'Its images go into the folder “attachments” beside it.'
        : 'A browser saves single files: the document and its images come as one archive.'
      : '',
    ...missing.map((title) => `“${title}” is no longer in the library and is left out.`),
  ]
    .filter(Boolean)
    .join(' ');
}
