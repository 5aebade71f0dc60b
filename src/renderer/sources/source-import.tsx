/**
 * Importing files of sources, and what came of it.
 */
import { useEffect, useRef, useState } from 'react';
import { decodeText } from '#core/intake/decode.ts';
import { type ApiInputs, api, failureFrom, IN_STEPS } from '#renderer/app/api.ts';
import { runInSteps, Stopped } from '#renderer/app/long-operation.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { showToast } from '#renderer/ui/toast.tsx';
import { counted } from './source-actions.ts';
import { selectSource } from './sources-room.ts';

type SourceFile = Pick<ApiInputs['sources']['importFile'], 'fileName' | 'text'>;
type Entry = { entry: number; title: string; sourceId: string };

export type FileReport = SourceFile & {
  added: number;
  alreadyThere: Entry[];
  problems: { line: number; message: string }[];
  failure?: string;
};

const MAX_LISTED = 50;
const NOTHING = { added: 0, alreadyThere: [], problems: [] };

/** Imports one file after the other; a file that can't be read doesn't stop the others. */
export async function importSourceFiles(files: readonly File[]): Promise<FileReport[]> {
  const reports: FileReport[] = [];
  for (const file of files) {
    try {
      const { text } = decodeText(new Uint8Array(await file.arrayBuffer()));
      reports.push(await importOne({ fileName: file.name, text }));
    } catch (error) {
      reports.push({ fileName: file.name, text: '', ...NOTHING, failure: failureFrom(error).message });
    }
  }
  return reports;
}

async function importOne(file: SourceFile, only?: number[]): Promise<FileReport> {
  try {
    const report = await runInSteps(`Importing ${file.fileName}`, (signal) =>
      api.sources.importFile.mutate({ ...file, ...(only && { only }) }, { ...IN_STEPS, signal }),
    );
    return { ...file, ...report };
  } catch (error) {
    const failure =
      error instanceof Stopped
        ? 'Stopped. What was added until then stays; importing the file again adds the rest.'
        : failureFrom(error).message;
    return { ...file, ...NOTHING, failure };
  }
}

type ImportDialogProps = { reports: FileReport[] | null; onReports: (reports: FileReport[] | null) => void };

export function SourceImportDialog({ reports, onReports }: ImportDialogProps) {
  const shown = useRef(reports);
  useEffect(() => {
    shown.current = reports;
  }, [reports]);
  const close = () => {
    // At once, and not when it is painted: what still runs may end in between.
    shown.current = null;
    onReports(null);
  };
  const addAnyway = async (report: FileReport) => {
    const again = await importOne(
      report,
      report.alreadyThere.map(({ entry }) => entry),
    );
    const total = {
      ...report,
      added: report.added + again.added,
      alreadyThere: again.failure ? report.alreadyThere : [],
    };
    const next = again.failure ? { ...total, failure: again.failure } : total;
    // Whoever has gone on in the meantime doesn't get the dialog back.
    if (shown.current?.includes(report)) onReports(shown.current.map((each) => (each === report ? next : each)));
    else if (again.failure) showToast({ message: again.failure, tone: 'problem' });
  };
  return (
    <Dialog title="Import sources" isOpen={reports !== null} onClose={close} size="medium">
      <div className="g-dialog-content">
        {reports?.map((report) => (
          <Report key={report.fileName} report={report} onAddAnyway={() => addAnyway(report)} onClose={close} />
        ))}
      </div>
      <footer className="g-dialog-foot">
        <Button variant="primary" onPress={close}>
          Done
        </Button>
      </footer>
    </Dialog>
  );
}

type ReportProps = { report: FileReport; onAddAnyway: () => Promise<void>; onClose: () => void };

function Report({ report, onAddAnyway, onClose }: ReportProps) {
  const { fileName, added, alreadyThere, problems, failure } = report;
  const [isBusy, setBusy] = useState(false);
  return (
    <section className="source-report">
      <h3>{fileName}</h3>
      {failure && <p role="alert">{failure}</p>}
      {(!failure || added > 0) && <p role="status">{`${counted(added)} ${added === 1 ? 'was' : 'were'} added.`}</p>}
      {alreadyThere.length > 0 && (
        <div className="source-report-there">
          <p>
            {alreadyThere.length === 1 ? 'One is' : `${alreadyThere.length.toLocaleString('en')} are`} there already and{' '}
            {alreadyThere.length === 1 ? 'was' : 'were'} left out:
          </p>
          <ul>
            {alreadyThere.slice(0, MAX_LISTED).map(({ entry, title, sourceId }) => (
              <li key={entry}>
                <button
                  type="button"
                  className="merge-story"
                  onClick={() => {
                    onClose();
                    selectSource(sourceId);
                  }}
                >
                  {title || 'Untitled source'}
                </button>
              </li>
            ))}
            {alreadyThere.length > MAX_LISTED && (
              <li>and {(alreadyThere.length - MAX_LISTED).toLocaleString('en')} more</li>
            )}
          </ul>
          <Button
            isDisabled={isBusy}
            onPress={() => {
              setBusy(true);
              void onAddAnyway().finally(() => setBusy(false));
            }}
          >
            Import {alreadyThere.length === 1 ? 'it' : 'them'} all the same
          </Button>
        </div>
      )}
      {problems.length > 0 && (
        <>
          <p>
            {problems.length === 1 ? 'One entry' : `${problems.length.toLocaleString('en')} entries`} could not be read,
            or not in full:
          </p>
          <ul>
            {problems.slice(0, MAX_LISTED).map(({ line, message }) => (
              <li key={`${line} ${message}`}>
                Line {line.toLocaleString('en')}: {message}
              </li>
            ))}
            {problems.length > MAX_LISTED && <li>and {(problems.length - MAX_LISTED).toLocaleString('en')} more</li>}
          </ul>
        </>
      )}
    </section>
  );
}
