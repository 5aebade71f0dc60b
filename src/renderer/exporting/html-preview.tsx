/**
 * The preview of an exported HTML file: its body under its own style sheet in a shadow root. Frames are forbidden in this
 * window; nothing of the file can run, load or navigate here.
 */
import { useEffect, useRef } from 'react';

export function HtmlPreview({ html }: { html: string }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(scoped(parsed.querySelector('style')?.textContent ?? ''));
    root.adoptedStyleSheets = [sheet];
    const main = parsed.querySelector('main');
    // The workbench has sanitised it; what could act is taken out here once more.
    for (const active of main?.querySelectorAll('script, style, iframe, object, embed, form, link, meta, base') ?? [])
      active.remove();
    for (const link of main?.querySelectorAll('a') ?? []) link.removeAttribute('href');
    for (const any of main?.querySelectorAll('*') ?? []) {
      for (const name of any.getAttributeNames()) if (name.startsWith('on')) any.removeAttribute(name);
    }
    root.replaceChildren(...(main ? [document.importNode(main, true)] : []));
  }, [html]);
  return <div ref={host} className="html-preview" />;
}

/** The file's style sheet for a shadow root: its `:root` and `body` are the host, and the window's theme decides on dark. */
function scoped(css: string): string {
  const isDark = document.documentElement.dataset.theme === 'dark';
  return css
    .replace(/@media \(prefers-color-scheme: dark\)/g, isDark ? '@media all' : '@media not all')
    .replace(/:root/g, ':host')
    .replace(/(^|\n)body /g, '$1:host ');
}
