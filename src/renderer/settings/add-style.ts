/**
 * Adding a citation style to the library.
 */
import { api, failureFrom, queries, queryClient } from '#renderer/app/api.ts';
import { chooseFiles } from '#renderer/importing/choose-files.ts';
import { showToast } from '#renderer/ui/toast.tsx';

/** The largest style in use is far below this, in bytes. */
const MAX_STYLE_BYTES = 2_000_000;

/** Asks for a `.csl` file and keeps it with the library. Returns its id; null where none was chosen, or it is no style. */
export async function addStyleFile(): Promise<string | null> {
  const [file] = await chooseFiles('.csl', false);
  if (!file) return null;
  try {
    if (file.size > MAX_STYLE_BYTES) throw new Error('This file is too large to be a citation style.');
    const { id, title } = await api.publishing.addStyle.mutate({ fileName: file.name, xml: await file.text() });
    await queryClient.invalidateQueries(queries.publishing.pathFilter());
    showToast({ message: `The style “${title}” was added.` });
    return id;
  } catch (error) {
    showToast({ message: `“${file.name}” was not added: ${failureFrom(error).message}`, tone: 'problem' });
    return null;
  }
}
