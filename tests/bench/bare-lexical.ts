// What Galley's editor is held against: a page with nothing but Lexical, rich text and history, as a production build, with
// the same text.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { build } from 'vite';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';

// The focus ring is switched off here too: around a text of this length the browser takes 60 ms with each key to paint it,
// and against that any editor would look fast.
const PAGE = `<!doctype html><style>#text { outline: none }</style>
<div id="text" contenteditable></div><script type="module" src="./main.js"></script>`;

const SCRIPT = `import { createEditor } from 'lexical';
import { registerRichText, HeadingNode, QuoteNode } from '@lexical/rich-text';
import { registerHistory, createEmptyHistoryState } from '@lexical/history';
const editor = createEditor({ nodes: [HeadingNode, QuoteNode], onError(error) { throw error; } });
editor.setRootElement(document.getElementById('text'));
registerRichText(editor);
registerHistory(editor, createEmptyHistoryState(), 300);
const state = await (await fetch('/document.json')).text();
editor.setEditorState(editor.parseEditorState(state));`;

/** Builds the page in `folder` and runs `bench` with its address; the text is in `#text`. */
export async function withBareLexical(
  folder: string,
  document: StoryDocument,
  bench: (url: string) => Promise<void>,
): Promise<void> {
  const root = path.join(folder, 'bare-lexical');
  mkdirSync(root);
  writeFileSync(path.join(root, 'index.html'), PAGE);
  writeFileSync(path.join(root, 'main.js'), SCRIPT);
  await build({
    root,
    logLevel: 'error',
    resolve: { alias: [{ find: /^(lexical|@lexical\/.*)$/, replacement: `${process.cwd()}/node_modules/$1` }] },
    build: { outDir: 'dist', target: 'esnext' },
  });
  const files = new Map([
    ['/', { type: 'text/html', body: readFileSync(path.join(root, 'dist', 'index.html'), 'utf8') }],
    ['/document.json', { type: 'application/json', body: JSON.stringify({ root: bareNode(document.root) }) }],
  ]);
  for (const name of readdirSync(path.join(root, 'dist', 'assets'))) {
    const body = readFileSync(path.join(root, 'dist', 'assets', name), 'utf8');
    files.set(`/assets/${name}`, { type: 'text/javascript', body });
  }
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    response.writeHead(file ? 200 : 404, { 'Content-Type': file?.type ?? 'text/plain' }).end(file?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = server.address();
    if (typeof address !== 'object' || !address) throw new Error('A listening server has an address.');
    await bench(`http://127.0.0.1:${address.port}/`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** A node as an editor knows it that has never heard of citations or sections: a citation stands there as text. */
function bareNode({ $: _, children, ...node }: SerializedNode): SerializedNode {
  if (node.type === 'citation') {
    const text = '(Harbour Gazette, March 2026)';
    return { type: 'text', version: 1, text, format: 0, style: '', mode: 'normal', detail: 0 };
  }
  return children ? { ...node, children: children.map(bareNode) } : node;
}
