// A large library of sources for the benchmarks, always the same: as a desk has them, some bare, some with notes, excerpts and tags.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CslItem, newSource, type Source } from '#core/model/source.ts';

const OUTLETS =
  'Harbour Gazette,Meridian Wire,Continental Review,Orbit Brief,Quayside Record,Northern Tidings,Ledger of Risk,Grain & Feed Weekly,Cable Maintenance Forum,Étoile du Port,Journal of Tenders,Audit Office'.split(
    ',',
  );
const WORDS =
  'corridor refinery price index benchmark contract carrier settles against delivered cargo traders expect quiet quarter talks duty freight splice winch tender audit debris insurance clause night shift'.split(
    ' ',
  );
const FAMILIES = 'Araya,O’Neill,Okafor,Müller,Søndergaard,Nguyễn,van der Berg,Kowalczyk'.split(',');
const TYPES = [
  'article-newspaper',
  'article-newspaper',
  'article-newspaper',
  'webpage',
  'report',
  'article-journal',
  'article-magazine',
  'interview',
] as const;
const GRADES = ['A', 'B', 'B', 'C', 'D', 'F', null, null] as const;

const words = (seed: number, count: number) =>
  Array.from({ length: count }, (_, index) => WORDS[(seed * 7 + index * (3 + (seed % 5))) % WORDS.length]).join(' ');

/** The source at `index`: each tenth is bare, each fourth has notes and an abstract, each sixth excerpts. */
export function sourceAt(index: number): Source {
  const month = 1 + (index % 12);
  const isBare = index % 10 === 0;
  const csl: CslItem = {
    type: TYPES[index % TYPES.length] ?? 'article-newspaper',
    'container-title': `${OUTLETS[index % OUTLETS.length]}${index % 3 === 0 ? ` ${index % 400}` : ''}`,
    issued: { 'date-parts': [isBare ? [2020 + (index % 7), month] : [2020 + (index % 7), month, 1 + (index % 28)]] },
    ...(!isBare && {
      title: `${words(index, 6)} ${index}`,
      author: [{ family: FAMILIES[index % FAMILIES.length] ?? '', given: 'Ada' }],
      URL: `https://outlet${index % 40}.example/2026/${index}/${words(index, 3).replaceAll(' ', '-')}`,
      language: 'en-GB',
      ...(index % 4 === 0 && { abstract: words(index, 120), DOI: `10.5555/${index}` }),
    }),
  };
  return {
    ...newSource(`source${index}`, csl, new Date('2026-03-09T00:00:00Z'), isBare),
    rev: 1,
    grade: GRADES[index % GRADES.length] ?? null,
    tags: index % 3 === 0 ? [`desk-${index % 20}`, 'energy'] : [],
    notes: index % 4 === 1 ? words(index, 40) : '',
    excerpts:
      index % 6 === 0
        ? Array.from({ length: 3 }, (_, at) => ({
            id: `excerpt${index}-${at}`,
            text: words(index + at, 50),
            page: '4',
          }))
        : [],
  };
}

/** Makes a library folder with so many sources and nothing else. */
export function fillWithSources(folder: string, count: number): void {
  mkdirSync(path.join(folder, 'sources'), { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const source = sourceAt(index);
    writeFileSync(path.join(folder, 'sources', `${source.id}.json`), JSON.stringify(source));
  }
  writeFileSync(
    path.join(folder, 'library.json'),
    JSON.stringify({ schemaVersion: 1, id: 'bench', createdAt: '2026-03-09T00:00:00.000Z', settings: {} }),
  );
}
