// Two hosts on one library and twenty clients that save without asking each other: who is refused is told, who isn't is kept.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { TRPCError } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import { plainTextOf } from '#core/document/text.ts';
import { Failure } from '#core/model/failure.ts';
import type { Story } from '#core/model/story.ts';
import { openLibrary } from '#main/library/library.ts';
import { createWorkbench, type Workbench } from '#main/workbench/workbench.ts';
import { report, seeded, times, within } from './length.ts';
import { numberedStory } from './numbered-story.ts';

const SAVES = times(500, 10_000);
const STORIES = 50;
const CLIENTS = 20;

const workbenchOver = (library: Parameters<typeof createWorkbench>[0]) =>
  createWorkbench(library, {
    stylesFolder: path.resolve('data/styles'),
    printPdf: () => Promise.reject(new Error('Nothing is printed here.')),
  });

/** A story with one more paragraph that says `token`. */
function withToken(story: Story, token: string): Story {
  const text = { type: 'text', version: 1, text: token, format: 0, mode: 'normal', style: '', detail: 0 };
  const paragraph = { ...story.document.root.children[0], type: 'paragraph', children: [text] };
  return {
    ...story,
    document: { root: { ...story.document.root, children: [...story.document.root.children, paragraph] } },
  };
}

describe('two hosts and twenty clients', () => {
  it(`save ${SAVES} times on ${STORIES} stories: each is kept or refused`, { timeout: within(60, 30) }, async () => {
    const parent = await mkdtemp(path.join(os.tmpdir(), 'galley-clients-'));
    const folder = path.join(parent, 'library');
    const first = await openLibrary(folder, { watch: true });
    for (let index = 0; index < STORIES; index += 1) await first.stories.create(numberedStory(`story${index}`, 0));
    await expect(openLibrary(folder)).rejects.toMatchObject({ kind: 'Locked' });
    const second = await openLibrary(folder, { watch: true, readOnly: true });

    const kept = new Map<string, string[]>();
    const refused = new Map<string, number>();
    let tries = 0;
    const client = async (host: Workbench, name: number, saves: number) => {
      const random = seeded(name + tries * 1_000);
      for (let save = 0; save < saves; save += 1) {
        tries += 1;
        const id = `story${Math.floor(random() * STORIES)}`;
        const token = `token-${name}-${tries}.`;
        const { story } = await host.api.stories.get({ id });
        // Some think for a while, so that others come in between.
        if (random() < 0.5) await new Promise((resolve) => setTimeout(resolve, random() * 10));
        try {
          await host.api.stories.save({ story: withToken(story, token) });
          kept.set(id, [...(kept.get(id) ?? []), token]);
        } catch (error) {
          const failure = error instanceof TRPCError ? error.cause : error;
          if (!(failure instanceof Failure)) throw error;
          refused.set(failure.kind, (refused.get(failure.kind) ?? 0) + 1);
        }
      }
    };
    const clients = (hostOf: (name: number) => Workbench) =>
      Promise.all(
        Array.from({ length: CLIENTS }, (_, name) => client(hostOf(name), name, Math.ceil(SAVES / CLIENTS / 2))),
      );
    const [one, other] = [workbenchOver(first), workbenchOver(second)];
    await clients((name) => (name % 2 === 0 ? one : other));
    const refusedReading = refused.get('ReadOnly') ?? 0;
    // The other host's turn: the first one goes, and its clients come over.
    await first.close();
    await second.takeOver();
    await clients(() => other);

    let missing = 0;
    let stored = 0;
    for (const [id, tokens] of kept) {
      const text = plainTextOf((await second.stories.get(id)).document);
      stored += tokens.length;
      missing += tokens.filter((token) => !text.includes(token)).length;
    }
    await second.close();
    const third = await openLibrary(folder, { watch: false });
    expect([...third.problems(), ...third.notices()]).toEqual([]);
    for (const [id, tokens] of kept) {
      const { rev, document } = await third.stories.get(id);
      // Every save that was kept is one rev, and nothing else is.
      expect(rev).toBe(tokens.length + 1);
      missing += tokens.filter((token) => !plainTextOf(document).includes(token)).length;
    }
    await third.close();
    await rm(parent, { recursive: true, force: true });
    const kinds = [...refused].map(([kind, count]) => `${count} ${kind}`).join(', ');
    report(`${tries} saves by ${CLIENTS} clients of two hosts: ${stored} kept, refused ${kinds}; ${missing} missing`);
    expect(missing).toBe(0);
    expect(stored + [...refused.values()].reduce((sum, count) => sum + count, 0)).toBe(tries);
    expect([...refused.keys()].sort()).toEqual(['Conflict', 'ReadOnly']);
    expect(refusedReading).toBeGreaterThan(0);
  });
});
