/**
 * Importing files of sources, and what came of it.
 */
import { api, failureFrom } from '#renderer/app/api.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';

export type ImportReport = {
  fileName: string;
  added: number;
  problems: { line: number; message: string }[];
  failure?: string;
}[];

/** Imports one file after the other; a file that can't be read doesn't stop the others. */
export async function importSourceFiles(files: readonly File[]): Promise<ImportReport> {
  const report: ImportReport = [];
  for (const file of files) {
    try {
      const { added, problems } = await api.sources.importFile.mutate({ fileName: file.name, text: await file.text() });
      report.push({ fileName: file.name, added: added.length, problems });
    } catch (error) {
      report.push({ fileName: file.name, added: 0, problems: [], failure: failureFrom(error).message });
    }
  }
  return report;
}

export function SourceImportDialog({ report, onClose }: { report: ImportReport | null; onClose: () => void }) {
  return (
    <Dialog title="Import sources" isOpen={report !== null} onClose={onClose} size="medium">
      <div className="g-dialog-content">
        {report?.map(({ fileName, added, problems, failure }) => (
          <section key={fileName} className="source-report">
            <h3>{fileName}</h3>
            <p role="status">{failure ?? `${added} ${added === 1 ? 'source was' : 'sources were'} added.`}</p>
            {problems.length > 0 && (
              <ul>
                {problems.map(({ line, message }) => (
                  <li key={`${line} ${message}`}>
                    Line {line}: {message}
                  </li>
                ))}
              </ul>
            )}
          </section>
        ))}
      </div>
      <footer className="g-dialog-foot">
        <Button variant="primary" onPress={onClose}>
          Done
        </Button>
      </footer>
    </Dialog>
  );
}
