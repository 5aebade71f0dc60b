// The power is cut at every boundary of what is written: the old version opens or the new one, and what was acknowledged stays.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Story } from '#core/model/story.ts';
import { type Library, openLibrary } from '#main/library/library.ts';
import { report, within } from './length.ts';
import { numberedStory, numberOf, renumbered } from './numbered-story.ts';
import { plant, powerCuts, record, treeOf } from './recorded-disk.ts';

vi.mock('node:fs/promises', async (importOriginal) => {
  const { recordingFiles } = await import('./recorded-disk.ts');
  return recordingFiles(await importOriginal<typeof import('node:fs/promises')>());
});

type State = 'old' | 'new' | string;
type Scenario = {
  name: string;
  prepare: (library: Library) => Promise<void>;
  /** Done to the closed library's folder before it is opened to `act`. */
  damage?: (folder: string) => void;
  /** True where opening is what is looked at. */
  isMending?: true;
  act: (library: Library) => Promise<unknown>;
  /** Which state an opened library is in; anything else than `old` and `new` says what is wrong. */
  stateOf: (library: Library) => Promise<State>;
};

const mark = (change: number) => ({ window: 'w', change });

async function numberAt(library: Library, id: string): Promise<number | undefined> {
  return library.stories.summary(id) && numberOf(await library.stories.get(id));
}

async function storyAt(library: Library, id: string): Promise<Story> {
  return library.stories.get(id);
}

const SCENARIOS: Scenario[] = [
  {
    name: 'a save',
    prepare: async ({ stories }) =>
      void (await stories.save(renumbered(await stories.create(numberedStory('a', 0)), 1))),
    act: async (library) => library.stories.save(renumbered(await storyAt(library, 'a'), 2, 20)),
    stateOf: async (library) => ({ 1: 'old', 2: 'new' })[(await numberAt(library, 'a')) ?? -1] ?? 'neither',
  },
  {
    name: 'two saves after each other',
    prepare: async ({ stories }) => void (await stories.create(numberedStory('a', 1))),
    act: async (library) =>
      library.stories.save(renumbered(await library.stories.save(renumbered(await storyAt(library, 'a'), 2)), 3)),
    stateOf: async (library) => ({ 1: 'old', 2: 'old', 3: 'new' })[(await numberAt(library, 'a')) ?? -1] ?? 'neither',
  },
  {
    name: 'a new story',
    prepare: async () => undefined,
    act: (library) => library.stories.create(numberedStory('a', 1, 20)),
    stateOf: async (library) => ((await numberAt(library, 'a')) === 1 ? 'new' : 'old'),
  },
  {
    name: 'a story that is deleted',
    prepare: async ({ stories }) => void (await stories.save(await stories.create(numberedStory('a', 1)))),
    act: (library) => library.stories.remove('a'),
    stateOf: async (library) => {
      if ((await numberAt(library, 'a')) === 1) return 'old';
      return numberOf(await library.stories.restore('a')) === 1 ? 'new' : 'neither';
    },
  },
  {
    name: 'a story that is brought back',
    prepare: async ({ stories }) => {
      await stories.create(numberedStory('a', 1));
      await stories.remove('a');
    },
    act: (library) => library.stories.restore('a'),
    stateOf: async (library) => {
      if ((await numberAt(library, 'a')) === 1) return 'new';
      return numberOf(await library.stories.restore('a')) === 1 ? 'old' : 'neither';
    },
  },
  {
    name: 'a change of the settings',
    prepare: async (library) => void (await library.saveSettings({ theme: 'light' })),
    act: (library) => library.saveSettings({ theme: 'dark' }),
    stateOf: async (library) => ({ light: 'old', dark: 'new', system: 'neither' })[library.settings().theme],
  },
  {
    name: 'an entry of the journal',
    prepare: async ({ stories }) => void (await stories.create(numberedStory('a', 1))),
    act: async (library) => library.journal.keep(renumbered(await storyAt(library, 'a'), 2, 20), mark(1)),
    stateOf: async (library) => {
      const [entry] = await library.journal.list();
      if (!entry) return 'old';
      return numberOf(entry.story) === 2 ? 'new' : 'neither';
    },
  },
  {
    name: 'the first entry of a journal',
    prepare: async ({ stories }) => void (await stories.create(numberedStory('a', 1))),
    damage: (folder) => rmSync(path.join(folder, 'journal'), { recursive: true, force: true }),
    act: async (library) => library.journal.keep(renumbered(await storyAt(library, 'a'), 2), mark(1)),
    stateOf: async (library) => {
      const [entry] = await library.journal.list();
      return entry ? 'new' : 'old';
    },
  },
  {
    name: 'a save of what the journal holds',
    prepare: async ({ stories }) => void (await stories.create(numberedStory('a', 1))),
    act: async (library) => {
      const story = renumbered(await storyAt(library, 'a'), 2);
      await library.journal.keep(story, mark(1));
      await library.stories.save(story);
      await library.journal.contained('a', mark(1));
    },
    stateOf: async (library) => {
      const [entry] = await library.journal.list();
      const number = (await numberAt(library, 'a')) ?? -1;
      if (number === 2) return entry ? 'old' : 'new';
      return number === 1 ? 'old' : 'neither';
    },
  },
  {
    name: 'the repair of a damaged story',
    prepare: async ({ stories }) =>
      void (await stories.save(renumbered(await stories.create(numberedStory('a', 1)), 2))),
    damage: (folder) => writeFileSync(path.join(folder, 'stories', 'a.json'), '{"half'),
    isMending: true,
    act: async () => undefined,
    // Whether it was repaired before the cut or is now, the version is there, and so is the original.
    stateOf: async (library) => {
      const isThere = (await numberAt(library, 'a')) === 1;
      const notice = library.notices().find(({ file }) => file === 'stories/a.json');
      return isThere && notice && library.notices().length === 1 ? 'new' : 'neither';
    },
  },
];

describe('a power cut', () => {
  for (const { name, prepare, damage, isMending, act, stateOf } of SCENARIOS) {
    it(`during ${name} leaves the old state or the new one`, { timeout: within(60, 10) }, async () => {
      const parent = mkdtempSync(path.join(os.tmpdir(), 'galley-cut-'));
      const folder = path.join(parent, 'library');
      const open = (at: string) => openLibrary(at, { watch: false, settleMs: 0 });
      const first = await open(folder);
      await prepare(first);
      await first.close();
      rmSync(path.join(folder, '.cache'), { recursive: true, force: true });
      damage?.(folder);
      const before = treeOf(folder);
      let recorded: Awaited<ReturnType<typeof record>>;
      if (isMending) {
        recorded = await record(folder, async () => (await open(folder)).close());
      } else {
        const library = await open(folder);
        recorded = await record(folder, () => act(library));
        await library.close();
      }
      const cuts = powerCuts(before, recorded);
      const seen = new Map<string, number>();
      for (const [index, { tree, isAcknowledged }] of cuts.entries()) {
        const at = path.join(parent, `cut-${index}`);
        plant(tree, at);
        const opened = await open(at);
        const unreadable = [...opened.problems(), ...(isMending ? [] : opened.notices())];
        const state = unreadable.length > 0 ? `unreadable: ${unreadable[0]?.message}` : await stateOf(opened);
        const found = isAcknowledged ? `${state}, acknowledged` : state;
        seen.set(found, (seen.get(found) ?? 0) + 1);
        await opened.close();
        rmSync(at, { recursive: true, force: true });
      }
      rmSync(parent, { recursive: true, force: true });
      const counts = [...seen].map(([state, count]) => `${count} ${state}`).sort();
      report(
        `power cut during ${name}: ${recorded.operations.length} operations, ${cuts.length} states: ${counts.join('; ')}`,
      );
      expect([...seen.keys()].filter((state) => !['old', 'new', 'new, acknowledged'].includes(state))).toEqual([]);
      expect(seen.has('new, acknowledged')).toBe(true);
    });
  }
});
