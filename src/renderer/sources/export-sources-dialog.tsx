/**
 * Exporting sources: which, and in which format.
 */
import { useState } from 'react';
import { SOURCE_FILES } from '#core/citation/export/export-sources.ts';
import { SOURCE_FORMATS, type SourceFormat } from '#core/citation/source-formats.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { counted, exportSources } from './source-actions.ts';

type Which = 'all' | 'shown' | 'selected';
type ExportDialogProps = {
  isOpen: boolean;
  total: number;
  /** The rows as they stand in the table, and those of them that are selected. */
  shown: readonly { id: string }[];
  selectedIds: ReadonlySet<string>;
  onClose: () => void;
};

const FORMATS = SOURCE_FORMATS.map((id) => ({ id, label: SOURCE_FILES[id].name }));
const ABOUT: Record<SourceFormat, string> = {
  bibtex: 'For LaTeX, JabRef and Zotero. BibTeX reads it too.',
  ris: 'For EndNote, Zotero, Mendeley and most databases. Some details have no place in it.',
  'csl-json': 'For Zotero, Pandoc and other programs that cite with CSL. Nothing of the citation is lost.',
};

export function ExportSourcesDialog(props: ExportDialogProps) {
  return (
    <Dialog title="Export sources" isOpen={props.isOpen} onClose={props.onClose}>
      {props.isOpen && <ExportForm {...props} />}
    </Dialog>
  );
}

function ExportForm({ total, shown, selectedIds, onClose }: ExportDialogProps) {
  const options: { id: Which; label: string }[] = [
    { id: 'all', label: `All ${total.toLocaleString('en')}` },
    ...(shown.length < total ? [{ id: 'shown' as const, label: `Shown ${shown.length.toLocaleString('en')}` }] : []),
    ...(selectedIds.size > 0
      ? [{ id: 'selected' as const, label: `Selected ${selectedIds.size.toLocaleString('en')}` }]
      : []),
  ];
  // What is shown may still be on its way through a filter when the dialog opens: nothing is settled until it is chosen.
  const [wanted, setWhich] = useState<Which | null>(null);
  const offered = selectedIds.size > 1 ? 'selected' : shown.length < total ? 'shown' : 'all';
  const which = wanted ?? offered;
  const [format, setFormat] = useState<SourceFormat>('bibtex');
  const [isBusy, setBusy] = useState(false);
  const chosen = which === 'selected' ? shown.filter(({ id }) => selectedIds.has(id)) : shown;
  const save = async () => {
    setBusy(true);
    if (await exportSources(format, which === 'all' ? undefined : chosen.map(({ id }) => id))) onClose();
    else setBusy(false);
  };
  return (
    <>
      <div className="g-dialog-content">
        <Segmented label="Sources" value={which} options={options} onChange={setWhich} />
        <Segmented label="Format" value={format} options={FORMATS} onChange={setFormat} />
        <p className="export-about">
          {ABOUT[format]} Tags are written as keywords; grades, notes and excerpts stay in the library.
        </p>
      </div>
      <footer className="g-dialog-foot">
        <Button onPress={onClose}>Cancel</Button>
        <Button variant="primary" isDisabled={isBusy} onPress={() => void save()}>
          Export {counted(which === 'all' ? total : chosen.length)}…
        </Button>
      </footer>
    </>
  );
}
