// Two hosts, two real processes, one library: the second reads until the first has gone.
import { once } from 'node:events';
import { utimes } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { TRPCClientError } from '@trpc/client';
import { describe, expect, it, vi } from 'vitest';
import type { WorkbenchRouter } from '#main/workbench/router.ts';
import { temporaryFolder } from '../library/temporary-library.ts';
import { type Api, type ServedHost, serve } from './served.ts';

async function failureOf(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => 'nothing failed',
    (reason: unknown) => reason,
  );
  if (!(error instanceof TRPCClientError)) throw new Error(`Expected a refusal, but: ${String(error)}`);
  return (error as TRPCClientError<WorkbenchRouter>).data?.failure;
}

async function end(host: ServedHost, signal: NodeJS.Signals): Promise<void> {
  host.process.kill(signal);
  await once(host.process, 'exit');
}

async function aStory(api: Api) {
  const [first] = await api.stories.list.query();
  if (!first) throw new Error('The starter library has stories.');
  return (await api.stories.get.query({ id: first.id })).story;
}

describe('a second host on a library', () => {
  it('opens it for reading, says who has it, and refuses to save', async () => {
    const library = path.join(await temporaryFolder(), 'library');
    const first = await serve(library);
    const second = await serve(library);
    expect(second.said()).toContain(`process ${first.process.pid} on ${os.hostname()}`);
    expect(second.said()).toContain('for reading only');
    expect(await second.api.library.info.query()).toMatchObject({
      readOnly: true,
      heldBy: { pid: first.process.pid, host: os.hostname() },
    });
    expect(await first.api.library.info.query()).toMatchObject({ readOnly: false, heldBy: null });

    const story = await aStory(second.api);
    expect(await failureOf(second.api.stories.save.mutate({ story }))).toMatchObject({ kind: 'ReadOnly' });
    expect(await failureOf(second.api.stories.create.mutate())).toMatchObject({ kind: 'ReadOnly' });
    expect(await failureOf(second.api.stories.remove.mutate({ id: story.id }))).toMatchObject({ kind: 'ReadOnly' });
    expect(await failureOf(second.api.library.saveSettings.mutate({ theme: 'dark' }))).toMatchObject({
      kind: 'ReadOnly',
    });
    expect(await failureOf(second.api.library.takeOver.mutate())).toMatchObject({ kind: 'Locked' });

    // Everything can be read, searched and exported, and what the first one saves is seen.
    expect((await second.api.stories.search.query({ query: 'splice' })).ids).toHaveLength(1);
    const exported = await second.api.publishing.exportStory.query({ id: story.id, options: { format: 'html' } });
    expect(exported.files[0]?.text).toContain(story.title.slice(0, 12));
    await first.api.stories.save.mutate({ story: { ...story, title: 'Saved by the first' } });
    await vi.waitFor(async () => expect(await aStoryTitled(second.api, story.id)).toBe('Saved by the first'));
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('takes it over once the first has ended by %s', async (signal) => {
    const library = path.join(await temporaryFolder(), 'library');
    const first = await serve(library);
    const second = await serve(library);
    const story = await aStory(second.api);
    await first.api.stories.save.mutate({ story: { ...story, title: 'Saved by the first' } });
    await end(first, signal);

    expect(await second.api.library.info.query()).toMatchObject({ readOnly: true, heldBy: null });
    await second.api.library.takeOver.mutate();
    expect(await second.api.library.info.query()).toMatchObject({ readOnly: false, heldBy: null });
    // What the first one saved last is known, so an older version is refused and the newer one can be saved on.
    expect(await failureOf(second.api.stories.save.mutate({ story }))).toMatchObject({ kind: 'Conflict' });
    const { story: newer } = await second.api.stories.get.query({ id: story.id });
    expect(newer.title).toBe('Saved by the first');
    await second.api.stories.save.mutate({ story: { ...newer, title: 'Saved by the second' } });

    const third = await serve(library);
    expect(await third.api.library.info.query()).toMatchObject({ heldBy: { pid: second.process.pid } });
    expect(await aStoryTitled(third.api, story.id)).toBe('Saved by the second');
  });

  it.runIf(process.platform === 'linux')('leaves it to one that is stopped, however long, and goes on', async () => {
    const library = path.join(await temporaryFolder(), 'library');
    const first = await serve(library);
    const story = await aStory(first.api);
    first.process.kill('SIGSTOP');
    const longAgo = new Date(Date.now() - 600_000);
    await utimes(path.join(library, '.lock'), longAgo, longAgo);
    const second = await serve(library);
    expect(await second.api.library.info.query()).toMatchObject({
      readOnly: true,
      heldBy: { pid: first.process.pid },
    });
    first.process.kill('SIGCONT');
    await first.api.stories.save.mutate({ story: { ...story, title: 'Saved after a pause' } });
    await vi.waitFor(async () => expect(await aStoryTitled(second.api, story.id)).toBe('Saved after a pause'));
  });

  it('reads without taking the library where it is told to', async () => {
    const library = path.join(await temporaryFolder(), 'library');
    await end(await serve(library), 'SIGTERM');
    const reading = await serve(library, '--read-only');
    expect(await reading.api.library.info.query()).toMatchObject({ readOnly: true, heldBy: null });
    const writing = await serve(library);
    expect(writing.said()).toBe('');
    expect(await writing.api.library.info.query()).toMatchObject({ readOnly: false });
  });
});

async function aStoryTitled(api: Api, id: string): Promise<string> {
  return (await api.stories.get.query({ id })).story.title;
}
