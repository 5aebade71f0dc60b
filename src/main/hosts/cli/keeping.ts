/**
 * `galley check`, `backup` and `restore`: whether the library is sound, and its way out of the machine and back.
 */
import path from 'node:path';
import { makeBackup } from '../../library/backup/make-backup.ts';
import { restoreBackup } from '../../library/backup/restore-backup.ts';
import { checkLibrary } from '../../library/check/check-library.ts';
import { verdictOf } from '../../library/check/findings.ts';
import { repairLibrary } from '../../library/check/repair.ts';
import { defaultLibraryFolder } from '../../library/default-folder.ts';
import { type Output, withWorkbench } from './library.ts';
import type { CommandLine } from './usage.ts';

const folderOf = (library: string | undefined) => (library ? path.resolve(library) : defaultLibraryFolder());

/** A line a finding, the verdict last; the exit status 1 says that the library is not sound. */
export async function check(
  { library, repair, json }: Extract<CommandLine, { command: 'check' }>,
  output: Output,
): Promise<number> {
  // Opened for reading first: a repair makes no library where there is none.
  if (repair) await withWorkbench(library, { readOnly: true, tellTo: null }, async () => undefined);
  return withWorkbench(library, { readOnly: !repair, tellTo: null }, async ({ context }) => {
    const looked = await checkLibrary(context.library);
    const report = repair ? await repairLibrary(context.library, looked) : looked;
    if (json) output.out(JSON.stringify({ ...report, verdict: verdictOf(report) }, null, 2));
    else {
      for (const { isDamage, place, message, repaired } of report.findings) {
        output.out([`${isDamage ? 'damage' : 'remark'}  ${place}: ${message}`, repaired].filter(Boolean).join(' '));
      }
      output.out(verdictOf(report));
    }
    return report.isSound ? 0 : 1;
  });
}

/** Works beside a window that has the library open: every file is taken as it was last saved. */
export async function backup(
  { library, file, json }: Extract<CommandLine, { command: 'backup' | 'restore' }>,
  output: Output,
): Promise<number> {
  const made = await makeBackup(folderOf(library), path.resolve(file));
  if (json) output.out(JSON.stringify(made, null, 2));
  else output.out(`${made.file}  (${made.files} files, ${megabytes(made.sizeBytes)}, read again and compared)`);
  for (const place of made.leftOut) output.err(`galley: ${place} was left out: it has a name that no backup takes.`);
  return 0;
}

export async function restore(
  { library, file, json }: Extract<CommandLine, { command: 'backup' | 'restore' }>,
  output: Output,
): Promise<number> {
  const restored = await restoreBackup(path.resolve(file), folderOf(library));
  if (json) output.out(JSON.stringify(restored, null, 2));
  else output.out(`${restored.folder}  (${restored.files} files of ${restored.madeAt})`);
  return 0;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
