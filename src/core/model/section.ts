/**
 * What a section is: the state that its heading carries, and the roles that it can play.
 */
import { z } from 'zod';
import { idSchema, percentSchema } from './primitives.ts';

export const sectionRoleSchema = z.enum(['narrative', 'significance', 'connections', 'questions']);
/** What a section is for. `significance` holds bullets by audience, `questions` the open questions. */
export type SectionRole = z.infer<typeof sectionRoleSchema>;

export const sectionStateSchema = z.object({
  id: idSchema,
  role: sectionRoleSchema.catch('narrative'),
  /** Null until somebody has said how sure the desk is of this section. */
  confidencePercent: percentSchema.nullable().catch(null),
  /** Why the confidence is what it is, in the editor's words. */
  rationale: z.string().max(20_000).catch(''),
});
/** What a heading carries beside its text. */
export type SectionState = z.infer<typeof sectionStateSchema>;

const ROLE_PATTERNS: [SectionRole, RegExp][] = [
  [
    'questions',
    /\b(open|unanswered|outstanding|remaining)\s+questions?\b|^questions?$|\bwhat we (don['’]t|do not) know\b/i,
  ],
  ['connections', /\bconnect(ion|ions|s|ed)\b|^(related|linked) (stories|pages|reading)\b|^see also$/i],
  ['significance', /\bsignificance\b|^implications?\b|^why (it|this) matters\b|^what (it|this) means\b/i],
];

/** Guesses a section's role from its heading; `narrative` where nothing speaks for another. */
export function guessRole(heading: string): SectionRole {
  const text = heading.trim();
  return ROLE_PATTERNS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'narrative';
}
