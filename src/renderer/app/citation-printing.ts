/**
 * Citations as the library's style prints them, anywhere in the window.
 */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type CitationPrinter, createCitationPrinter } from '#core/citation/printer.ts';
import type { ListedSource } from '#core/model/source.ts';
import { queries, queryClient } from './api.ts';
import { sourcesById } from './sources-by-id.ts';

export type CitationPrinting = { printer: CitationPrinter; sources: ReadonlyMap<string, ListedSource> };

/** The library's printer and its sources by id; undefined until they are there. */
export function useCitationPrinting(): CitationPrinting | undefined {
  const { data: info } = useQuery(queries.library.info.queryOptions());
  const styleId = info?.settings.styleId ?? '';
  const { data: style } = useQuery(queries.publishing.style.queryOptions({ id: styleId }, { enabled: styleId !== '' }));
  const { data: list } = useQuery(queries.sources.list.queryOptions());
  const printer = useMemo(() => style && createCitationPrinter(style), [style]);
  const sources = useMemo(() => list && sourcesById(list), [list]);
  return useMemo(() => (printer && sources ? { printer, sources } : undefined), [printer, sources]);
}

/** Returns once sources and style are there, so that a text which is opened shows its citations from the first moment. */
export async function citationsCanPrint(): Promise<void> {
  const style = async () => {
    const { settings } = await queryClient.ensureQueryData(queries.library.info.queryOptions());
    await queryClient.ensureQueryData(queries.publishing.style.queryOptions({ id: settings.styleId }));
  };
  // What can't be read is said where it is shown; the text opens all the same.
  await Promise.allSettled([queryClient.ensureQueryData(queries.sources.list.queryOptions()), style()]);
}
