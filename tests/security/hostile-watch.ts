/**
 * Watches a browser for what an attack would do: run a script, ask for something, lead away, or get as far as the policy.
 */
import type { BrowserContext, Page } from '@playwright/test';

/** What attacks did: none of them may do anything. */
export type Watch = { readonly findings: string[] };

/**
 * Watches every page of a context. `isOwn` tells what the page itself asks for; whatever else is asked for is refused and
 * written down.
 */
export async function watch(context: BrowserContext, isOwn: (url: URL) => boolean): Promise<Watch> {
  const findings: string[] = [];
  await context.exposeBinding('tellOfAttack', (_, what: string) => {
    findings.push(what);
  });
  await context.addInitScript(() => {
    // Kept here: an attack may take the name for an element of its own.
    const tell = Reflect.get(globalThis, 'tellOfAttack') as (what: string) => void;
    const record = (target: object, name: string) =>
      Object.defineProperty(target, name, {
        configurable: false,
        value: (...args: unknown[]) => tell(`script ran: ${name}(${args.map(String).join(', ').slice(0, 200)})`),
      });
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'msgbox', 'attacked']) record(globalThis, name);
    for (const name of ['write', 'writeln']) record(Document.prototype, name);
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      tell(`reached the policy: ${effectiveDirective} ${blockedURI} ${sample}`),
    );
  });
  await context.route(
    (url) => !isOwn(url),
    (route) => route.abort(),
  );
  context.on('request', (request) => {
    if (!isOwn(new URL(request.url()))) findings.push(`asked for ${request.url().slice(0, 300)}`);
  });
  const watchPage = (page: Page) => {
    let isOpened = false;
    page.on('dialog', (dialog) => {
      findings.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('frameattached', () => findings.push('a frame was put in'));
    page.on('framenavigated', (frame) => {
      const url = frame.url();
      if (isOpened && (url === 'about:blank' || !isOwn(new URL(url)))) findings.push(`led to ${url}`);
      isOpened ||= url !== 'about:blank';
    });
    page.on('popup', (popup) => findings.push(`opened ${popup.url()}`));
    page.on('download', (download) => findings.push(`downloaded ${download.url().slice(0, 100)}`));
  };
  for (const page of context.pages()) watchPage(page);
  context.on('page', watchPage);
  return { findings };
}

/**
 * Elements, attributes and addresses on a page that could act, shadow roots included. What stands in the head is the page's
 * own where it comes from its own addresses.
 */
export function activeParts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const ACTIVE =
      /^(?:iframe|frame|frameset|object|embed|applet|base|portal|fencedframe|foreignobject|animate|animatetransform|animatemotion|set|use|image|feimage|handler|math|marquee|audio|video|source|track|area|map|style|link|meta|script|noscript)$/;
    const ADDRESSES = new Set('href src srcset action formaction poster data background cite ping manifest'.split(' '));
    const isSafe = (name: string, value: string) =>
      name === 'href'
        ? // What the editor shows for an address that can't be read leads to nothing.
          /^(?:https?:\/\/|mailto:|#[\w-]*$|about:blank$)/i.test(value)
        : name === 'src' &&
          /^(?:data:image\/(?:png|jpeg|gif|webp|avif);base64,|\/attachments\/[0-9a-f]{64}\.)/.test(value);
    const isOfTheBuild = (address: string) => {
      const { origin, pathname } = new URL(address, location.href);
      return address === 'data:,' || (origin === location.origin && pathname.startsWith('/assets/'));
    };
    const visit = (root: ParentNode) => {
      for (const element of root.querySelectorAll('*')) {
        const name = element.localName;
        const isOfTheWindow =
          document.head.contains(element) &&
          (name !== 'script' || isOfTheBuild(element.getAttribute('src') ?? '')) &&
          (name !== 'link' || isOfTheBuild(element.getAttribute('href') ?? ''));
        if (isOfTheWindow) continue;
        const isData = name === 'script' && element.getAttribute('type') === 'application/ld+json';
        if (ACTIVE.test(name) && !isData) found.push(`<${name}>`);
        for (const { name: attribute, value } of element.attributes) {
          const local = attribute.toLowerCase().replace(/^xlink:/, '');
          if (local.startsWith('on') || local === 'srcdoc') found.push(`${name}[${attribute}]`);
          else if (ADDRESSES.has(local) && !isSafe(local, value))
            found.push(`${name}[${attribute}=${value.slice(0, 80)}]`);
          else if (local === 'style' && /url\(|expression|@import|image-set/i.test(value))
            found.push(`${name}[style=${value.slice(0, 80)}]`);
        }
        if (element.shadowRoot) visit(element.shadowRoot);
      }
    };
    visit(document);
    return [...new Set(found)];
  });
}

/** Gives every element the events that handlers of attacks wait for. */
export function provoke(page: Page): Promise<void> {
  return page.evaluate(() => {
    const kinds =
      'mouseover mouseenter mousemove focus focusin blur load error toggle animationstart transitionend scroll wheel pointerover input change';
    for (const element of document.querySelectorAll('body, body *')) {
      for (const kind of kinds.split(' ')) element.dispatchEvent(new Event(kind, { bubbles: false }));
    }
  });
}
