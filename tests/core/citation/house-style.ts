// The shipped house style as a printer, and sources to print, for the tests of this folder.
import { readFileSync } from 'node:fs';
import { createCitationPrinter } from '#core/citation/printer.ts';
import { type CslItem, newSource, type Source } from '#core/model/source.ts';

const NOW = new Date('2026-03-09T12:00:00Z');

export function shippedPrinter(id: string, localeId = 'en-US') {
  const xml = readFileSync(`data/styles/${id}.csl`, 'utf8');
  return createCitationPrinter(
    { id, xml, localeXml: readFileSync(`data/styles/locales-${localeId}.xml`, 'utf8') },
    localeId,
  );
}

export function sourceOf(id: string, csl: CslItem): Source {
  return newSource(id, csl, NOW);
}

export function sourcesOf(...sources: Source[]): Map<string, Source> {
  return new Map(sources.map((source) => [source.id, source]));
}
