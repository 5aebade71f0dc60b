/**
 * What an export made, on the disk or on standard output.
 */
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { attachmentAt } from '#core/document/attachment-paths.ts';
import { countOf } from '#core/intake/totals.ts';
import { Failure } from '#core/model/failure.ts';
import { imagesLeftOutInWords } from '#core/publish/images-left-out.ts';
import { writeFailure } from '../../library/durable-write.ts';
import type { Exported, ExportOptions } from '../../workbench/exported.ts';
import { holdsSame, placeIn, writeExportedFile, writeExportedInFolder } from '../exported-file.ts';
import type { Output } from './library.ts';

/**
 * Writes what an export made: to a file, with what goes beside it, or the document alone to standard output. Returns the paths,
 * the document's first; none for standard output. What lies where something goes beside it was not named by anybody: without
 * `force` it is left, and nothing is written. Throws `Failure` AlreadyThere for that.
 */
export async function writeExported(
  exported: Pick<Exported, 'files'>,
  out: string,
  { force, output }: { force: boolean; output: Output },
): Promise<string[]> {
  const [document, ...beside] = contentsOf(exported);
  if (!document) return [];
  if (out === '-') {
    output.raw(document.content);
    return [];
  }
  const file = path.resolve(out);
  for (const { fileName, content } of force ? [] : beside) {
    const place = placeIn(path.dirname(file), fileName);
    if ((await firstThere([place])) && !(await holdsSame(place, content)))
      throw new Failure(
        'AlreadyThere',
        `“${place}”, which goes beside “${file}”, is there already; --force replaces it.`,
      );
  }
  const written: string[] = [];
  for (const { fileName, content } of beside)
    written.push(await writeExportedInFolder(path.dirname(file), fileName, content));
  await writeExportedFile(file, document.content);
  return [file, ...written];
}

/** Says what of the text is not in an export on purpose, or is in it although an audience was named; else nothing. */
export function sayLeftOut(
  { leftOut, otherAudiences, imagesLeftOut }: Pick<Exported, 'leftOut' | 'otherAudiences' | 'imagesLeftOut'>,
  { format, publish }: ExportOptions,
  output: Output,
): void {
  const { audience } = publish;
  if (format === 'json' && audience)
    output.err(`galley: JSON holds everything, also what is for other readers than “${audience}”.`);
  if (leftOut.bullets > 0) {
    const bullets = countOf(leftOut.bullets, 'significance bullet');
    output.err(
      otherAudiences.length > 0
        ? `galley: No significance bullet is for “${audience}”, only for ${otherAudiences.join(', ')}; ${bullets} left out.`
        : `galley: ${bullets} for other readers${audience ? ` than “${audience}”` : ''} left out.`,
    );
  }
  if (leftOut.questions > 0) output.err(`galley: ${countOf(leftOut.questions, 'open question')} left out.`);
  if (imagesLeftOut > 0) output.err(`galley: ${imagesLeftOutInWords(imagesLeftOut, format)}`);
}

/** What files beside the document that goes to `out` are called, without ending; undefined for standard output. */
export function nameIn(out: string): string | undefined {
  return out === '-' ? undefined : path.parse(out).name;
}

/** Writes what an export made into a folder, what goes beside the document first. Returns the paths, the document's first. */
export async function writeExportedInto(folder: string, exported: Exported): Promise<string[]> {
  const written: string[] = [];
  for (const { fileName, content } of contentsOf(exported).toReversed())
    written.unshift(await writeExportedInFolder(folder, fileName, content));
  return written;
}

/** Makes the folder that exports go into. Throws `Failure` Invalid for that of a library, else as writing does. */
export async function makeExportFolder(folder: string): Promise<void> {
  // A library holds what Galley knows of, and nothing else.
  if (await firstThere([path.join(folder, 'library.json')]))
    throw new Failure('Invalid', `“${folder}” could not be written: it is the folder of a library.`);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw writeFailure(path.join(folder, 'export'), error);
  });
}

/** The names of what an export writes but its images: those are called after their bytes, and the same wherever they are. */
export function documentsOf({ files }: Pick<Exported, 'files'>): string[] {
  return files.map(({ fileName }) => fileName).filter((fileName) => attachmentAt(fileName) === undefined);
}

/** The first of some files that is there already. */
export async function firstThere(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) if (await stat(file).catch(() => undefined)) return file;
  return undefined;
}

/** True where `--out` names a folder that is there, or says that it is one. */
export async function isFolder(out: string): Promise<boolean> {
  if (out === '-') return false;
  return /[\\/]$/.test(out) || ((await stat(out).catch(() => undefined))?.isDirectory() ?? false);
}

function contentsOf({ files }: Pick<Exported, 'files'>): { fileName: string; content: string | Uint8Array }[] {
  return files.map(({ fileName, text, base64 }) => ({
    fileName,
    content: text ?? Buffer.from(base64 ?? '', 'base64'),
  }));
}
