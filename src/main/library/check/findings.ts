/**
 * What a look through a library finds. Damage makes it unsound; a remark is worth knowing and loses nothing.
 */
export type Finding = {
  kind:
    | 'unreadable-document'
    /** Set aside as it was opened, now or earlier, and not dismissed in the window yet. */
    | 'set-aside'
    | 'unreadable-snapshot'
    /** Damaged in the trash, among the previous versions or in the journal. */
    | 'unreadable-aside'
    /** The system doesn't let us read it, a file or a folder. */
    | 'unreadable-file'
    /** A citation style of the library's own that nothing can be printed in. */
    | 'unusable-style'
    | 'missing-source'
    | 'missing-attachment'
    | 'changed-attachment'
    | 'damaged-part'
    | 'dead-story-link'
    | 'missing-briefing-item'
    | 'unused-attachment'
    /** A second version of a document that a program for synced folders has left. */
    | 'second-version'
    /** Earlier states of a story that is neither in the library nor in its trash. */
    | 'orphaned-history'
    | 'unknown-file'
    | 'stray-file'
    | 'open-to-others';
  isDamage: boolean;
  /** The file that it concerns, within the library: `stories/abc.json`. */
  place: string;
  /** The source that is missing. */
  sourceId?: string;
  /** A sentence for the editor. */
  message: string;
  /** What was done about it; absent where nothing was. */
  repaired?: string;
  /** True for damage that stays one whatever was done: what the file held is missing. */
  isLoss?: boolean;
};

export type CheckReport = {
  counts: { stories: number; sources: number; briefings: number; attachments: number; snapshots: number };
  findings: Finding[];
  /** No damage, or none that is left. */
  isSound: boolean;
};

/** True for damage that is there still, or whose loss is. */
export function isLeft({ repaired, isLoss }: Finding): boolean {
  return repaired === undefined || isLoss === true;
}

/** The report in one line. */
export function verdictOf({ counts, findings, isSound }: CheckReport): string {
  const left = findings.filter(isLeft);
  const damages = left.filter(({ isDamage }) => isDamage).length;
  const remarks = left.length - damages;
  const repaired = findings.length - left.length;
  const also = [
    ...(repaired > 0 ? [`${repaired} ${repaired === 1 ? 'thing' : 'things'} repaired`] : []),
    ...(remarks > 0 ? [`${remarks} ${remarks === 1 ? 'remark' : 'remarks'}`] : []),
  ];
  const tail = also.length > 0 ? ` (${also.join(', ')})` : '';
  if (!isSound) return `The library is not sound: ${damages} ${damages === 1 ? 'damage' : 'damages'}${tail}.`;
  const { stories, sources, briefings, attachments } = counts;
  const things = [
    `${stories} ${stories === 1 ? 'story' : 'stories'}`,
    `${sources} ${sources === 1 ? 'source' : 'sources'}`,
    `${briefings} ${briefings === 1 ? 'briefing' : 'briefings'}`,
    `${attachments} ${attachments === 1 ? 'attachment' : 'attachments'}`,
  ];
  return `The library is sound: ${things.join(', ')}${tail}.`;
}
