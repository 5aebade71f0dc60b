/**
 * The citation that a node of a document carries.
 */
import { type Citation, citationSchema } from '#core/model/citation.ts';
import { perBlock } from './per-block.ts';

/** The citation of a citation node, parsed once; undefined for every other node, and where what it carries is not valid. */
export const citationIn = perBlock(({ type, citation }): Citation | undefined =>
  type === 'citation' ? citationSchema.safeParse(citation).data : undefined,
);
