// A command over many things: what it says where the others would fail alike.
import { expect, test } from 'vitest';
import { oneByOne } from '#main/hosts/cli/one-by-one.ts';

const STORIES = { doing: 'Exporting', done: 'exported', one: 'story', several: 'stories' };

test('says how many are left where it stops', async () => {
  const said: string[] = [];
  const output = {
    out: () => undefined,
    raw: () => undefined,
    err: (line: string) => void said.push(line),
    progress: () => undefined,
  };
  const done: number[] = [];
  const code = await oneByOne([1, 2, 3, 4], STORIES, output, async (item) => {
    done.push(item);
    return item === 2 ? 'stop' : true;
  });
  expect({ code, done, said }).toEqual({
    code: 1,
    done: [1, 2],
    said: ['galley: stopped there; 2 stories not exported.'],
  });
});
