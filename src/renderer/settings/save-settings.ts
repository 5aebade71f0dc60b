/**
 * Saving what was changed in the Settings.
 */
import { type ApiInputs, api, failureFrom } from '#renderer/app/api.ts';
import { settingsChanged } from '#renderer/app/library-changes.ts';
import { showToast } from '#renderer/ui/toast.tsx';

/** Saves the settings that are named; says what went wrong. */
export async function saveSettings(change: ApiInputs['library']['saveSettings']): Promise<void> {
  try {
    await api.library.saveSettings.mutate(change);
    await settingsChanged();
  } catch (error) {
    showToast({ message: failureFrom(error).message, tone: 'problem' });
  }
}
