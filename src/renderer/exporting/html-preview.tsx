/**
 * The preview of an exported HTML file: its body under its own style sheet in a shadow root. Frames are forbidden in this
 * window; nothing of the file can run, load or navigate here.
 */
import { useEffect, useRef } from 'react';

const STYLE = /<style>([\s\S]*?)<\/style>/;

/** `isPrinted`: for paper, which has no dark theme. */
export function HtmlPreview({ html, isPrinted }: { html: string; isPrinted: boolean }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    // Its style sheet is taken out first: even in a document that is never shown, the window's policy refuses one.
    const css = STYLE.exec(html)?.[1] ?? '';
    const parsed = new DOMParser().parseFromString(html.replace(STYLE, ''), 'text/html');
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(scoped(css, !isPrinted && document.documentElement.dataset.theme === 'dark'));
    root.adoptedStyleSheets = [sheet];
    const main = parsed.querySelector('main');
    // The workbench has sanitised it; what could act is taken out here once more.
    for (const active of main?.querySelectorAll('script, style, iframe, object, embed, form, link, meta, base') ?? [])
      active.remove();
    for (const link of main?.querySelectorAll('a') ?? []) link.removeAttribute('href');
    for (const any of main?.querySelectorAll('*') ?? []) {
      for (const name of any.getAttributeNames()) if (name.startsWith('on')) any.removeAttribute(name);
    }
    // The file's own landmarks would stand beside the window's.
    const story = document.createElement('div');
    story.className = main?.className ?? '';
    for (const child of main?.querySelector('article')?.childNodes ?? [])
      story.append(document.importNode(child, true));
    root.replaceChildren(story);
  }, [html, isPrinted]);
  return <div ref={host} className="html-preview" />;
}

/** The file's style sheet for a shadow root: its `:root` and `body` are the host, and the window's theme decides on dark. */
function scoped(css: string, isDark: boolean): string {
  return css
    .replace(/@media \(prefers-color-scheme: dark\)/g, isDark ? '@media all' : '@media not all')
    .replace(/:root/g, ':host')
    .replace(/(^|\n)body /g, '$1:host ');
}
