/**
 * The published attacks that the tests of hostile content are made of, and how many of them go into one piece.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const vectorSchema = z.object({
  id: z.string().regex(/^[a-z0-9]+-\d+$/),
  /** Where it was published; `NOTICE` says under which licence. */
  origin: z.string(),
  html: z.string().min(1),
});
/** One attack, as it was published. */
export type Vector = z.infer<typeof vectorSchema>;

export const VECTORS: readonly Vector[] = z
  .array(vectorSchema)
  .min(300)
  .parse(JSON.parse(readFileSync('tests/fixtures/hostile/vectors.json', 'utf8')));

/** All of it one by one, as in `npm run test:long`; otherwise many attacks share a story, a page or a paste. */
export const isLong = process.env.GALLEY_TEST_LENGTH === 'long';

/** The attacks in groups of `size`, in their order. */
export function batchesOf(size: number): Vector[][] {
  return Array.from({ length: Math.ceil(VECTORS.length / size) }, (_, index) =>
    VECTORS.slice(index * size, (index + 1) * size),
  );
}

/** The addresses that attacks put into links, pictures and orders, as far as a pattern finds them. */
export const ADDRESSES: readonly string[] = [
  ...new Set(
    VECTORS.flatMap(({ html }) => [
      ...Array.from(
        html.matchAll(/(?:href|src|data|action|formaction|poster|cite)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi),
      ),
      ...Array.from(html.matchAll(/\]\(<?([^)>\s]*)/g)),
    ]).map(([, ...groups]) => groups.find((group) => group !== undefined) ?? ''),
  ),
].filter(Boolean);
