// Another's Pandoc Markdown comes in as what it says, and the import tells what of it stayed text.
import { describe, expect, it } from 'vitest';
import { takeIn } from './desk.ts';

const PAGE = `---
title: Cables
references:
- id: k1
  title: A report
---

# Overview

The fleet shrank [see @k1, p. 4; -@{k2}], it *says*.^[A note.]

- Again [@k1].

Not code: \`[@k3]\`, nor an address [a@example.org], nor [@handle](https://example.org/x).

\`\`\`
[@k4] and ^[no note]
\`\`\`
`;

describe('another’s Pandoc Markdown', () => {
  it('has remarks on citations, notes and sources that stay text or are left out', () => {
    expect(takeIn(PAGE).remarks).toEqual([
      {
        line: 10,
        message:
          '2 citations in Pandoc’s syntax were left as text, the first is “[see @k1, p. 4; -@{k2}]”. Cite the sources in the story once it is there.',
      },
      {
        line: 10,
        message: 'One note in Pandoc’s syntax was left as text, “^[A note.]”. Write into the text what is to stay.',
      },
      {
        line: 3,
        message: 'The sources under “references” were left out. Save them as CSL-JSON or BibTeX and import that file.',
      },
    ]);
  });

  it('without any of it has none', () => {
    expect(takeIn('---\ntitle: Plain\n---\n\n# A\n\nreferences: none. Mail a@example.org [1].\n').remarks).toEqual([]);
  });
});
