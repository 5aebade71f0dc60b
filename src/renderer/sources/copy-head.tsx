/**
 * What a copy is: its name, kind, pages, size and date, and what can be done with it.
 */
import { Download, FilePlus2, FolderPlus, Plus, TextCursorInput, Trash2 } from 'lucide-react';
import type { Source, SourceCopy } from '#core/model/source.ts';
import { useReadOnly } from '#renderer/app/reading.ts';
import { MenuButton } from '#renderer/ui/menu.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { sizeText } from '#renderer/ui/size-text.ts';
import { COPY_KINDS } from './copy-mark.tsx';
import { attachFolder } from './copying.ts';
import type { PlacedFile } from './keep-copy.ts';
import { removeCopy } from './source-changes.ts';

type CopyHeadProps = {
  source: Source;
  copy: SourceCopy;
  onChoose: (copyId: string) => void;
  onAttach: () => void;
  onPaste: () => void;
};

const longDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });

export function CopyHead({ source, copy, onChoose, onAttach, onPaste }: CopyHeadProps) {
  const isReadOnly = useReadOnly();
  const { kind, fileName, resources } = copy;
  const act = (action: string) => {
    if (action === 'attach') onAttach();
    else if (action === 'paste') onPaste();
    else if (action === 'original') downloadOriginal(source.id, copy);
    else if (action === 'folder') void chooseFolder().then((files) => attachFolder(source.id, copy.id, files));
    else if (action === 'remove') void removeCopy(source.id, copy);
  };
  return (
    <header className="copy-head">
      <div>
        {source.copies.length > 1 ? (
          <Select
            label="Copy"
            hideLabel
            value={copy.id}
            options={source.copies.map(({ id, fileName: label }) => ({ id, label }))}
            onChange={onChoose}
          />
        ) : (
          <b>{fileName}</b>
        )}
        <p className="num">{factsOf(copy)}</p>
      </div>
      {!isReadOnly && (
        <MenuButton
          label="Add a copy"
          Icon={Plus}
          items={[
            { id: 'attach', label: 'Choose a file…', Icon: FilePlus2 },
            { id: 'paste', label: 'Paste text…', Icon: TextCursorInput },
          ]}
          onAction={act}
        />
      )}
      <MenuButton
        label="This copy"
        items={[
          { id: 'original', label: 'Save the original…', Icon: Download },
          ...(kind === 'html' && !isReadOnly
            ? [
                {
                  id: 'folder',
                  label: resources ? 'Keep more of its files…' : 'Keep its folder too…',
                  Icon: FolderPlus,
                },
              ]
            : []),
          ...(isReadOnly ? [] : [{ id: 'remove', label: 'Remove this copy', Icon: Trash2 }]),
        ]}
        onAction={act}
      />
    </header>
  );
}

/** `PDF · 4 pages · 1.2 MB · kept 12 February 2026`. */
function factsOf({ kind, pages, sizeBytes, keptAt, resources }: SourceCopy): string {
  const count = (number: number, noun: string) => `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
  return [
    COPY_KINDS[kind].name,
    pages !== undefined && count(pages, 'page'),
    sizeText(sizeBytes),
    resources && `with ${count(resources.length, 'file')}`,
    `kept ${longDate.format(new Date(keptAt))}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Hands the original out as a download: Galley never opens one. */
function downloadOriginal(sourceId: string, { id, fileName }: SourceCopy): void {
  const link = document.createElement('a');
  link.href = `/copies/${sourceId}/${id}`;
  link.download = fileName;
  link.click();
}

/** Asks for a folder and gives its files with their paths; none where the dialog was left. */
function chooseFolder(): Promise<PlacedFile[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.webkitdirectory = true;
    input.hidden = true;
    document.body.append(input);
    const finish = () => {
      input.remove();
      resolve([...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
    };
    input.addEventListener('change', finish);
    input.addEventListener('cancel', finish);
    input.click();
  });
}
