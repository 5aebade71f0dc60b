/**
 * Addresses as the fields of a bibliography hold them: one or several, some of them broken over lines.
 */

/** The addresses in a field; the next one begins with a scheme after white space. A line that was broken goes on, a space stays one. */
export function addressesIn(text: string): string[] {
  return text
    .split(/[,;]?\s+(?=[a-z][a-z\d+.-]*:\/\/)/i)
    .map((address) =>
      address
        .replace(/\s*[\r\n]\s*/g, '')
        .trim()
        .replace(/\s+/g, '%20'),
    )
    .filter(Boolean);
}

/** The address of a source among several, the first on the web, and the others on the web, each once. */
export function partAddresses(addresses: readonly string[]): { address?: string; others: string[] } {
  const web = addresses.filter((each) => /^https?:\/\//i.test(each));
  const [address = addresses[0]] = web;
  return { ...(address && { address }), others: [...new Set(web)].filter((each) => each !== address) };
}
