/**
 * Where attachments are used: what a check has read names them.
 */

const ATTACHMENT = /[0-9a-f]{64}\.[a-z0-9]{1,8}/g;

export type Uses = {
  /** Each attachment that is named, and by which document or snapshot; `isLive` unless all that name it are past or discarded. */
  named: Map<string, { place: string; isLive: boolean }>;
  /** False where something that may name one could not be read. */
  isWhole: boolean;
};

/** Notes every attachment that is named in a document's JSON; `isLive` unless the document is a past or discarded one. */
export function collectAttachments(json: string, place: string, isLive: boolean, { named }: Uses): void {
  for (const [name] of json.matchAll(ATTACHMENT)) if (!named.get(name)?.isLive) named.set(name, { place, isLive });
}
