/** The part of citation-js that we call; the packages ship no types. */
declare module '@citation-js/core' {
  export const plugins: {
    input: { chain(input: string, options: { generateGraph: boolean; forceType: string }): unknown[] };
  };
}
declare module '@citation-js/plugin-bibtex';
