// A window whose answer was lost saves once more on the rev that it knows; everybody else's is still a conflict.
import { expect, test } from 'vitest';
import { storyOf, temporaryLibrary } from '../library/temporary-library.ts';
import { temporaryWorkbench } from './temporary-workbench.ts';

async function openStory() {
  const library = await temporaryLibrary();
  const { api } = await temporaryWorkbench(library);
  const story = await library.stories.create(storyOf('harbour', 'Harbour', 'first'));
  const save = (title: string, rev: number, window?: string, change = 1) =>
    api.stories.save({ story: { ...story, title, rev }, ...(window && { mark: { window, change } }) });
  return { library, save };
}

test('a window is not told that its own save was somebody else’s', async () => {
  const { library, save } = await openStory();
  // The answer to the first never came, nor that to the second.
  expect((await save('One', 1, 'mine', 1)).rev).toBe(2);
  expect((await save('Two', 1, 'mine', 2)).rev).toBe(3);
  expect((await save('Three', 1, 'mine', 3)).rev).toBe(4);
  expect(library.stories.summary('harbour')?.title).toBe('Three');
  expect((await save('Four', 4, 'mine', 4)).rev).toBe(5);
});

test('another window, an older rev, and a change in between are conflicts as before', async () => {
  const { library, save } = await openStory();
  await save('One', 1, 'mine');
  await expect(save('Theirs', 1, 'other')).rejects.toThrow('changed elsewhere');
  await expect(save('Nobody’s', 1)).rejects.toThrow('changed elsewhere');
  await save('Two', 2, 'mine');
  await expect(save('Late', 1, 'mine')).rejects.toThrow('changed elsewhere');
  await save('Theirs', 3, 'other');
  await expect(save('Mine', 2, 'mine')).rejects.toThrow('changed elsewhere');
  await library.stories.save({ ...(await library.stories.get('harbour')), title: 'By another way' });
  await expect(save('Theirs again', 3, 'other')).rejects.toThrow('changed elsewhere');
  expect(library.stories.summary('harbour')?.title).toBe('By another way');
});

test('a save that comes while the one before it is under way is not told that somebody else has changed the story', async () => {
  const { library, save } = await openStory();
  const [first, second] = await Promise.all([save('One', 1, 'mine', 1), save('Two', 1, 'mine', 2)]);
  expect([first.rev, second.rev]).toEqual([2, 3]);
  expect(library.stories.summary('harbour')?.title).toBe('Two');
});

test('what a window has sent earlier and arrives later is not put on top of what it sent since', async () => {
  const { library, save } = await openStory();
  await save('Two', 1, 'mine', 2);
  await expect(save('One', 1, 'mine', 1)).rejects.toThrow('changed elsewhere');
  expect(library.stories.summary('harbour')?.title).toBe('Two');
});
