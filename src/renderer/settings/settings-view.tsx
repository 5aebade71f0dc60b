/**
 * The Settings room: theme, citation style, the words for confidence, backups, and what the library is.
 */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Settings } from '#core/model/library.ts';
import { queries } from '#renderer/app/api.ts';
import { useLanguages } from '#renderer/app/languages.ts';
import { READING_ONLY } from '#renderer/app/reading.ts';
import { applyTheme } from '#renderer/app/theme.ts';
import { setCopyAside } from '#renderer/recovery/recovery.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { addStyleFile } from './add-style.ts';
import { BackupSettings } from './backup-settings.tsx';
import { LeftFiles } from './left-files.tsx';
import { saveSettings as save } from './save-settings.ts';
import './settings.css';

const THEMES = [
  { id: 'system', label: 'As the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
] as const;

export function SettingsView() {
  const { data: info } = useQuery(queries.library.info.queryOptions());
  const { data: styles } = useQuery(queries.publishing.styles.queryOptions(undefined, { staleTime: 0 }));
  const languages = useLanguages();
  const { data: unreadable = [] } = useQuery(
    queries.publishing.styleProblems.queryOptions(undefined, { staleTime: 0 }),
  );
  const styleId = info?.settings.styleId ?? '';
  const { data: style } = useQuery(
    queries.publishing.style.queryOptions({ id: styleId }, { enabled: styleId !== '', staleTime: 0 }),
  );
  if (!info) return <main className="settings-view" />;
  const { settings } = info;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard, also where nothing in it is
    <main className="settings-view" tabIndex={0}>
      <div className="settings-sheet">
        <h1>Settings</h1>
        <section aria-label="Appearance">
          <h2>Appearance</h2>
          <Segmented
            label="Theme"
            value={settings.theme}
            options={THEMES}
            isDisabled={info.readOnly}
            onChange={(theme) => {
              applyTheme(theme);
              void save({ theme });
            }}
          />
        </section>
        <section aria-label="Citations">
          <h2>Citations</h2>
          <Select
            label="Citation style"
            value={settings.styleId}
            isDisabled={info.readOnly}
            options={(styles ?? [{ id: settings.styleId, title: settings.styleId }]).map(({ id, title }) => ({
              id,
              label: title,
            }))}
            onChange={(styleId) => void save({ styleId })}
          />
          <Select
            label="Language of the citations"
            value={settings.localeId}
            isDisabled={info.readOnly || languages.length === 0}
            options={languages}
            onChange={(localeId) => void save({ localeId })}
          />
          {style?.problem && (
            <p className="settings-problem" role="status">
              {style.problem}
            </p>
          )}
          <p className="settings-row">
            <Button isDisabled={info.readOnly} onPress={() => void addStyleFile()}>
              Add a style file…
            </Button>
          </p>
          <p className="settings-hint">
            A .csl file is kept in the folder “styles” of the library, where it is read anew when it changes.
          </p>
          <LeftFiles intro="These files among the styles can’t be used:" files={unreadable} />
        </section>
        <section aria-label="Confidence">
          <h2>Confidence in words</h2>
          <BandFields bands={settings.bands} isDisabled={info.readOnly} />
        </section>
        <BackupSettings settings={settings.backups} isDisabled={info.readOnly} />
        <section aria-label="Library">
          <h2>Library</h2>
          <p className="settings-path">{info.folder}</p>
          {info.readOnly && <p>{READING_ONLY} Its settings can’t be changed now.</p>}
          <LeftFiles
            intro="These files are not shown. They were left as they are:"
            files={info.problems}
            actionFor={({ file, copy }) =>
              copy && (
                <Button isDisabled={info.readOnly} onPress={() => void setCopyAside(file)}>
                  Set it aside
                </Button>
              )
            }
          />
        </section>
      </div>
    </main>
  );
}

function BandFields({ bands, isDisabled }: { bands: Settings['bands']; isDisabled: boolean }) {
  const [moderate, setModerate] = useState(String(bands.moderateFromPercent));
  const [high, setHigh] = useState(String(bands.highFromPercent));
  const problem = problemOf(moderate, high);
  const commit = () => {
    const changed = { moderateFromPercent: Number(moderate), highFromPercent: Number(high) };
    if (
      !problem &&
      (changed.moderateFromPercent !== bands.moderateFromPercent || changed.highFromPercent !== bands.highFromPercent)
    ) {
      void save({ bands: changed });
    }
  };
  return (
    <>
      <div className="settings-bands">
        <TextField
          label="Moderate from (%)"
          inputMode="numeric"
          isDisabled={isDisabled}
          value={moderate}
          onChange={setModerate}
          onBlur={commit}
          problem={problem}
        />
        <TextField
          label="High from (%)"
          inputMode="numeric"
          isDisabled={isDisabled}
          value={high}
          onChange={setHigh}
          onBlur={commit}
        />
      </div>
      <p className="settings-hint">
        Low 0–{Number(moderate) - 1 || 0}, Moderate {moderate}–{Number(high) - 1 || 0}, High {high}–100
      </p>
    </>
  );
}

function problemOf(moderate: string, high: string): string | undefined {
  const whole = (text: string) => /^\d{1,3}$/.test(text) && Number(text) <= 100;
  if (!whole(moderate) || !whole(high)) return 'Write whole numbers from 0 to 100.';
  return Number(moderate) < Number(high) ? undefined : 'Moderate must begin below High.';
}
