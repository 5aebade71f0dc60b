/** Readability's own small DOM, as far as we call it; the package ships no types for it. */
declare module '@mozilla/readability/JSDOMParser.js' {
  export default class JSDOMParser {
    /** Reads well-formed HTML. The document has what Readability needs of one, and no more. */
    parse(html: string, url?: string): Document;
  }
}
