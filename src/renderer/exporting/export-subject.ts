/**
 * What the export dialog exports: a story or a briefing, as the window holds it.
 */
import { isReviewed, reviewStateOf } from '#core/citation/review.ts';
import { attachmentAt } from '#core/document/attachment-paths.ts';
import { projectionsOf } from '#core/document/summary.ts';
import type { Briefing } from '#core/model/briefing.ts';
import type { PublishOptions } from '#core/model/publishing.ts';
import type { Story } from '#core/model/story.ts';
import { audiencesIn } from '#core/publish/audience.ts';
import { zipOf } from '#core/publish/zip.ts';
import { type ApiInputs, type ApiOutputs, api } from '#renderer/app/api.ts';
import { desktop, type FileToSave } from '#renderer/app/desktop.ts';

export type ExportOptions = ApiInputs['publishing']['exportDraft']['options'];
export type Exported = ApiOutputs['publishing']['exportDraft'];

export type ExportSubject = {
  noun: 'story' | 'briefing';
  /** The style, language and choices that it brings; what is absent is the library's. */
  styleId?: string | undefined;
  localeId?: string | undefined;
  publish?: Partial<PublishOptions>;
  /** Whom its significance bullets speak to. */
  audiences: string[];
  /** What an editor should know before it leaves the desk. */
  note: string;
  make(options: ExportOptions): Promise<Exported>;
  /** Called with what is chosen, where that is kept for the next time. */
  onChoice?: (choice: Partial<ExportOptions>) => void;
  /** Called once it has been saved. */
  onSaved?: (exported: Exported) => void;
};

export function storySubject(story: Story): ExportSubject {
  return {
    noun: 'story',
    audiences: audiencesIn(story.document),
    note: noteOn(story),
    make: (options) => api.publishing.exportDraft.mutate({ story, options }),
  };
}

type BriefingHooks = Pick<ExportSubject, 'onChoice' | 'onSaved'>;

/** `audiences` are those of the briefing's stories. */
export function briefingSubject(briefing: Briefing, audiences: string[], hooks: BriefingHooks): ExportSubject {
  return {
    noun: 'briefing',
    styleId: briefing.styleId,
    localeId: briefing.localeId,
    publish: briefing.options,
    audiences,
    note: '',
    make: (options) => api.briefings.exportDraft.mutate({ briefing, options }),
    ...hooks,
  };
}

/**
 * The files of an export as they are saved. A browser saves single files, which no folder of images stands beside: there the
 * document and its images go into one archive.
 */
export function filesToSave({ files }: Exported): FileToSave[] {
  const toSaves = files.map(toSave);
  if (desktop || !hasImagesBeside({ files })) return toSaves;
  const content = zipOf(
    toSaves.map(({ fileName, content }) => ({
      name: fileName,
      bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
    })),
  );
  const fileName = `${files[0]?.fileName.replace(/\.[^.]+$/, '') ?? 'Export'}.zip`;
  return [{ fileName, mediaType: 'application/zip', content }];
}

/** True for an export with images in a folder beside its document. */
export function hasImagesBeside({ files }: Pick<Exported, 'files'>): boolean {
  return files.some(({ fileName }) => attachmentAt(fileName) !== undefined);
}

/** A file of an export as it is saved. */
export function toSave({ fileName, mediaType, text, base64 }: Exported['files'][number]): FileToSave {
  return {
    fileName,
    mediaType,
    content: text ?? Uint8Array.from(atob(base64 ?? ''), (character) => character.charCodeAt(0)),
  };
}

function noteOn(story: Story): string {
  const { citations, questions } = projectionsOf(story.document);
  const states = citations.map(({ citation, sentence }) => reviewStateOf(citation, sentence));
  const count = (state: string) => states.filter((each) => each === state).length;
  const said = [
    [count('contradicts'), 'contradicted'],
    [count('not-found'), 'not found in their source'],
    [count('changed'), 'changed since review'],
    [count('unverified'), 'unverified'],
  ].flatMap(([number, word]) => (number ? [`${number} ${word}`] : []));
  const open = questions.filter(({ answered }) => !answered).length;
  const cited =
    citations.length === 0
      ? 'No citations.'
      : `${citations.length} ${citations.length === 1 ? 'citation' : 'citations'}${said.length > 0 ? `, ${said.join(', ')}` : states.every(isReviewed) ? ', all reviewed' : ''}.`;
  return open > 0 ? `${cited} ${open} open ${open === 1 ? 'question' : 'questions'}.` : cited;
}
