/**
 * Mending what a check has found, as far as that loses nothing: what is no good is set aside, never removed.
 */
import { chmod, rm } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '#core/model/failure.ts';
import { newSource } from '#core/model/source.ts';
import { codeOf, writeFailure } from '../durable-write.ts';
import type { Library } from '../library.ts';
import { moveAside } from '../quarantine.ts';
import { type CheckReport, type Finding, isLeft } from './findings.ts';

/** Mends what it can and says with each finding what was done, or why nothing could be. Throws `Failure` ReadOnly, Locked. */
export async function repairLibrary(library: Library, report: CheckReport): Promise<CheckReport> {
  const failure = library.refusal();
  if (failure) throw failure;
  const findings: Finding[] = [];
  const made = new Set<string>();
  for (const finding of report.findings) {
    try {
      const repaired = finding.repaired ?? (await repair(library, finding, made));
      findings.push(repaired ? { ...finding, repaired } : finding);
    } catch (error) {
      if (!(error instanceof Failure) && codeOf(error) === undefined) throw error;
      // One that the disk refuses must not keep the others from being mended.
      const why = writeFailure(path.join(library.folder, finding.place), error).message;
      findings.push({ ...finding, message: `${finding.message} It could not be mended: ${why}` });
    }
  }
  const counts = { ...report.counts, sources: library.sources.list().length };
  return { ...report, counts, findings, isSound: !findings.some((finding) => finding.isDamage && isLeft(finding)) };
}

async function repair(library: Library, finding: Finding, made: Set<string>): Promise<string | undefined> {
  const file = path.join(library.folder, finding.place);
  switch (finding.kind) {
    case 'stray-file':
      await rm(file, { force: true });
      return 'It was removed.';
    case 'open-to-others':
      await chmod(file, 0o700);
      return 'Only you may look into it now.';
    case 'unused-attachment':
      return `It was moved to ${await moveAside(library.folder, finding.place, 'trash')}.`;
    case 'changed-attachment':
    case 'unreadable-snapshot':
    case 'unreadable-aside':
      return `It was moved to ${await moveAside(library.folder, finding.place, 'quarantine')}.`;
    case 'missing-source':
      return finding.sourceId && (await bringBackSource(library, finding.sourceId, made));
    default:
      return undefined;
  }
}

/** The source of the trash, or an empty one under its id, on the list of those that need details. */
async function bringBackSource(library: Library, id: string, made: Set<string>): Promise<string | undefined> {
  if (made.has(id)) return 'It was put right with the first story that cites it.';
  made.add(id);
  try {
    await library.sources.restore(id);
    return 'It was brought back from the trash.';
  } catch (error) {
    if (!(error instanceof Failure && error.kind === 'NotFound')) {
      if (error instanceof Failure) return undefined;
      throw error;
    }
  }
  await library.sources.create(newSource(id, { type: 'document', title: 'Lost source' }, new Date(), true));
  return 'An empty source stands in its place, among those that need details.';
}
