/**
 * A claim: what a marked range of text carries.
 */
import { z } from 'zod';
import { idSchema, percentSchema } from './primitives.ts';

export const claimSchema = z.object({
  id: idSchema,
  /** How sure the desk is of it; null where nobody has said. */
  confidencePercent: percentSchema.nullable().catch(null),
  /** How likely what it says is, 1–99: certainty either way is no likelihood (ICD 203 §D.6.e). Null where it states none. */
  likelihoodPercent: z.int().min(1).max(99).nullable().catch(null),
  note: z.string().max(20_000).catch(''),
});
/** A claim as its node carries it. */
export type Claim = z.infer<typeof claimSchema>;
