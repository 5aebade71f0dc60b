/** The part of citeproc-js that we call; the package ships no types. */
declare module 'citeproc' {
  type CiteItem = { id: string; locator?: string; label?: string; prefix?: string; suffix?: string };
  type System = {
    retrieveLocale(language: string): string;
    retrieveItem(id: string): Record<string, unknown> | undefined;
  };
  class Engine {
    constructor(system: System, styleXml: string, language?: string, forceLanguage?: boolean);
    setOutputFormat(format: 'html' | 'text'): void;
    updateItems(ids: string[]): void;
    makeCitationCluster(items: CiteItem[]): string;
    makeBibliography(): [{ entry_ids: string[][]; bibstart: string; bibend: string }, string[]] | false;
    /** A term of the locale, or of the style in its place; `plural` is 1 for several. */
    getTerm(term: string, form: 'long' | 'short', plural: 0 | 1): string | undefined;
    opt: { class: 'in-text' | 'note'; 'citation-number'?: unknown };
    cslXml: unknown;
  }
  const CSL: { Engine: typeof Engine };
  export default CSL;
}
