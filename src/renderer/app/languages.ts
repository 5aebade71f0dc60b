/**
 * The languages that citations can be printed in.
 */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queries } from './api.ts';

/** The CSL locales that there are, each with its name, in the order of their names. */
export function useLanguages(): { id: string; label: string }[] {
  const { data: locales } = useQuery(queries.publishing.locales.queryOptions());
  return useMemo(() => {
    const names = new Intl.DisplayNames('en', { type: 'language' });
    return (locales ?? [])
      .map((id) => ({ id, label: names.of(id) ?? id }))
      .sort((a, b) => a.label.localeCompare(b.label));
  }, [locales]);
}
