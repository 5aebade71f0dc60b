/**
 * A library in a temporary folder, and small documents to put into it.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { Failure, type FailureKind } from '#core/model/failure.ts';
import { newSource, type Source } from '#core/model/source.ts';
import { newStory, type SerializedNode, type Story } from '#core/model/story.ts';
import { type Library, type LibraryChange, type LibraryOptions, openLibrary } from '#main/library/library.ts';

const NOW = new Date('2026-03-09T10:00:00Z');

/** An empty folder that is removed after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'galley-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens a library that is closed after the test; in a new folder unless one is given. */
export async function temporaryLibrary(options: LibraryOptions = {}, folder?: string): Promise<Library> {
  const library = await openLibrary(folder ?? (await temporaryFolder()), {
    watch: false,
    machineFolder: await temporaryFolder(),
    ...options,
  });
  onTestFinished(() => library.close());
  return library;
}

/** A story with one paragraph of `text`. */
export function storyOf(id: string, title: string, text = '', inline: SerializedNode[] = []): Story {
  const words = { type: 'text', version: 1, text, format: 0, mode: 'normal', style: '', detail: 0 };
  const paragraph = {
    type: 'paragraph',
    version: 1,
    direction: null,
    format: '',
    indent: 0,
    textFormat: 0,
    textStyle: '',
  };
  const story = { ...newStory(id, NOW, '2026-03-09'), title };
  return {
    ...story,
    document: { root: { ...story.document.root, children: [{ ...paragraph, children: [words, ...inline] }] } },
  };
}

export function sourceOf(id: string): Source {
  return newSource(id, { type: 'article-newspaper', 'container-title': 'Harbour Gazette' }, NOW);
}

export function citationOf(id: string, sourceId: string): SerializedNode {
  const citation = { id, items: [{ sourceId }], quote: '', verdict: 'unverified', note: '' };
  return { type: 'citation', version: 1, citation };
}

/** What the promise fails with; fails itself where it doesn't, or where that is no `Failure`. */
export async function failureOf(
  promise: Promise<unknown>,
): Promise<{ kind: FailureKind; message: string; details: unknown }> {
  const outcome = await promise.then(
    () => 'nothing failed',
    (error: unknown) => error,
  );
  if (outcome instanceof Failure) return outcome;
  throw new Error(`Expected a Failure, but: ${String(outcome)}`);
}

/** Everything that the library announces from now on. */
export function changesOf(library: Library): LibraryChange[] {
  const changes: LibraryChange[] = [];
  library.subscribe((change) => changes.push(change));
  return changes;
}

export async function readJson(file: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(file, 'utf8'));
}

/** Changes a stored document as another program would: without asking, and not by renaming. */
export async function editOutside(file: string, change: Record<string, unknown>): Promise<void> {
  await writeFile(file, JSON.stringify({ ...(await readJson(file)), ...change }));
}
