import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { storyOf, temporaryLibrary } from './temporary-library.ts';

describe('search', () => {
  it('finds stories by title, topic and text, by the beginning of a word and in spite of a slip', async () => {
    const library = await temporaryLibrary();
    await library.stories.create(storyOf('a', 'Lithium corridor', 'Refining capacity in Antofagasta'));
    await library.stories.create({ ...storyOf('b', 'Orbital debris', 'Señal de colisión'), topics: ['space law'] });
    const found = async (query: string) => (await library.search(query, 10)).map(({ id }) => id);
    expect(await found('lithium')).toEqual(['a']);
    expect(await found('antofa')).toEqual(['a']);
    expect(await found('antofagsta')).toEqual(['a']);
    expect(await found('space')).toEqual(['b']);
    expect(await found('senal colision')).toEqual(['b']);
    expect(await found('lithium debris')).toEqual([]);
    expect(await found('  ')).toEqual([]);
  });

  it('follows saves, deletes and restores, and puts the title first', async () => {
    const library = await temporaryLibrary();
    const a = await library.stories.create(storyOf('a', 'Copper', 'about zinc'));
    await library.stories.create(storyOf('b', 'Zinc', 'about copper and tin'));
    const found = async (query: string) => (await library.search(query, 10)).map(({ id }) => id);
    expect(await found('zinc')).toEqual(['b', 'a']);
    await library.stories.save({ ...a, document: storyOf('a', '', 'about nickel').document });
    expect(await found('zinc')).toEqual(['b']);
    expect(await found('nickel')).toEqual(['a']);
    await library.stories.remove('a');
    expect(await found('nickel')).toEqual([]);
    await library.stories.restore('a');
    expect(await found('nickel')).toEqual(['a']);
    expect(await library.search('about', 1)).toHaveLength(1);
  });

  it('is up to date after the library was closed and changed, also with a damaged index', async () => {
    const library = await temporaryLibrary();
    await library.stories.create(storyOf('a', 'Copper', 'first text'));
    await library.stories.create(storyOf('b', 'Tin', 'second text'));
    expect(await library.search('text', 10)).toHaveLength(2);
    await library.close();

    const again = await temporaryLibrary({}, library.folder);
    await again.stories.remove('b');
    await again.stories.create(storyOf('c', 'Lead', 'third text'));
    await again.close();

    const third = await temporaryLibrary({}, library.folder);
    expect((await third.search('text', 10)).map(({ id }) => id).sort()).toEqual(['a', 'c']);
    await third.close();

    await writeFile(path.join(library.folder, '.cache', 'search.json'), '{"version":1,"stamps":[["a",{}]],"index":"{"');
    const fourth = await temporaryLibrary({}, library.folder);
    expect((await fourth.search('text', 10)).map(({ id }) => id).sort()).toEqual(['a', 'c']);
  });
});
