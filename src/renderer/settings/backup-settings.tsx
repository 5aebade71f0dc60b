/**
 * Backups: whether one is made every week, where they go, how many stay, and one now.
 */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Settings } from '#core/model/library.ts';
import { api, failureFrom, queries, queryClient } from '#renderer/app/api.ts';
import { Button } from '#renderer/ui/button.tsx';
import { sizeText } from '#renderer/ui/size-text.ts';
import { Switch } from '#renderer/ui/switch.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast.tsx';
import { saveSettings } from './save-settings.ts';

const dayAndClock = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });

type BackupSettingsProps = { settings: Settings['backups']; isDisabled: boolean };

export function BackupSettings({ settings, isDisabled }: BackupSettingsProps) {
  const { data: status } = useQuery(queries.backups.status.queryOptions(undefined, { staleTime: 0 }));
  const [isUnderWay, setIsUnderWay] = useState(false);
  const change = async (changed: Partial<Settings['backups']>) => {
    await saveSettings({ backups: changed });
    await queryClient.invalidateQueries(queries.backups.status.queryFilter());
  };
  const chooseFolder = async (folder: string) => {
    try {
      await api.backups.chooseFolder.mutate({ folder });
    } catch (error) {
      showToast({ message: failureFrom(error).message, tone: 'problem' });
    }
    await queryClient.invalidateQueries(queries.backups.status.queryFilter());
  };
  const makeNow = async () => {
    setIsUnderWay(true);
    try {
      const { file, sizeBytes } = await api.backups.make.mutate();
      showToast({ message: `Backed up to ${file} (${sizeText(sizeBytes)}).` });
    } catch (error) {
      showToast({ message: failureFrom(error).message, tone: 'problem' });
    }
    setIsUnderWay(false);
    await queryClient.invalidateQueries(queries.backups.status.queryFilter());
  };
  return (
    <section aria-label="Backups">
      <h2>Backups</h2>
      <Switch
        label="Back up the whole library every week"
        isOn={settings.isOn}
        isDisabled={isDisabled}
        onChange={(isOn) => void change({ isOn })}
      />
      <FolderField
        key={status?.chosenFolder}
        folder={status?.chosenFolder ?? ''}
        hint={status?.chosenFolder ? 'On this machine; another asks anew.' : `Left empty: ${status?.folder ?? '…'}`}
        isDisabled={isDisabled || !status}
        onCommit={(folder) => void chooseFolder(folder)}
      />
      <KeepField
        key={settings.keep}
        keep={settings.keep}
        isDisabled={isDisabled}
        onCommit={(keep) => void change({ keep })}
      />
      {status?.problem && (
        <p role="status" className="settings-problem">
          The last backup could not be made: {status.problem}
        </p>
      )}
      {status && status.kept.length > 0 && (
        <ul className="settings-backups" aria-label="Backups that are kept">
          {status.kept.map(({ file, madeAt, sizeBytes }) => (
            <li key={file} title={file}>
              <span>{dayAndClock.format(new Date(madeAt))}</span>
              <span>{sizeText(sizeBytes)}</span>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button isDisabled={isDisabled || isUnderWay} onPress={() => void makeNow()}>
          {isUnderWay ? 'Backing up…' : 'Back up now'}
        </Button>
      </div>
      <p className="settings-hint">
        A backup is one ZIP file with everything in it; “galley restore FILE.zip” makes a library of it again.
      </p>
    </section>
  );
}

type FieldProps<T> = { isDisabled: boolean; onCommit: (value: T) => void };

function FolderField({ folder, hint, isDisabled, onCommit }: FieldProps<string> & { folder: string; hint: string }) {
  const [typed, setTyped] = useState(folder);
  const isWhole = typed.trim() === '' || /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(typed.trim());
  return (
    <TextField
      label="Folder for backups"
      value={typed}
      isDisabled={isDisabled}
      hint={hint}
      problem={isWhole ? undefined : 'Write the whole path of the folder, from its beginning.'}
      onChange={setTyped}
      onBlur={() => isWhole && typed.trim() !== folder && onCommit(typed.trim())}
    />
  );
}

function KeepField({ keep, isDisabled, onCommit }: FieldProps<number> & { keep: number }) {
  const [typed, setTyped] = useState(String(keep));
  const isNumber = /^[1-9]\d?$/.test(typed);
  return (
    <TextField
      className="settings-number"
      label="Backups to keep"
      inputMode="numeric"
      value={typed}
      isDisabled={isDisabled}
      problem={isNumber ? undefined : 'Write a whole number from 1 to 99.'}
      onChange={setTyped}
      onBlur={() => isNumber && Number(typed) !== keep && onCommit(Number(typed))}
    />
  );
}
