/**
 * The rules of ARCHITECTURE: which room may import from which, and what no folder is called.
 */
import { cyclesIn, foldersIn, type Import, importsIn } from './import-graph.ts';

/** The one thing of main that the window knows, and only as a type. */
const ROUTER = 'main/workbench/router.ts';
/** The layers of main from the lowest up; each may import from itself and those below. */
const LAYERS = ['library', 'workbench', 'web', 'hosts'];
const KINDS = new Set(['utils', 'util', 'helpers', 'helper', 'types', 'common', 'hooks', 'lib', 'misc']);

type Rule = (room: string, imported: Import) => string | undefined;

const RULES: Rule[] = [
  (room, { specifier }) =>
    room === 'core' && /^(?:node:|electron$|react(?:-dom)?(?:\/|$)|@lexical\/react)/.test(specifier)
      ? 'core runs anywhere'
      : undefined,
  (room, { target }) =>
    room === 'core' && target !== undefined && roomOf(target) !== 'core'
      ? 'core imports from no other room'
      : undefined,
  (room, { target, isTypeOnly }) =>
    room === 'renderer' && target?.startsWith('main/') && !(target === ROUTER && isTypeOnly)
      ? 'renderer knows of main the router’s type only'
      : undefined,
  (room, { specifier }) =>
    room === 'renderer' && /^(?:node:|electron$)/.test(specifier)
      ? 'the window has no Node and no Electron'
      : undefined,
  (room, { target }) =>
    room === 'main' && target?.startsWith('renderer/') ? 'main imports nothing of the window' : undefined,
  (room, { target }) =>
    room === 'preload' && target !== undefined && roomOf(target) !== 'preload'
      ? 'preload imports from no room'
      : undefined,
  (room, { from, target }) =>
    room === 'main' && target?.startsWith('main/') && layerOf(from) < layerOf(target)
      ? 'hosts → web → workbench → library'
      : undefined,
  (_, { from, specifier }) =>
    specifier === 'electron' && !/^(?:main\/hosts\/electron|preload)\//.test(from)
      ? 'only the Electron host and the preload know Electron'
      : undefined,
];

/** What in a source tree is against the rules, a line each; empty where nothing is. */
export function violationsIn(root: string): string[] {
  const imports = importsIn(root);
  const broken = imports.flatMap((imported) =>
    RULES.flatMap((rule) => rule(roomOf(imported.from), imported) ?? []).map(
      (reason) => `${imported.from} imports ${imported.specifier}: ${reason}`,
    ),
  );
  return [...broken, ...cyclesIn(imports).map((cycle) => `cycle: ${cycle}`), ...foldersOfKind(root)];
}

/** Folders that are named after a kind of thing and not after a room of the product. */
export function foldersOfKind(root: string): string[] {
  return foldersIn(root)
    .filter((folder) => KINDS.has(folder.split('/').at(-1) ?? ''))
    .map((folder) => `${folder}/ is named after a kind of thing`);
}

function roomOf(file: string): string {
  return file.split('/')[0] ?? '';
}

/** The layer of a file of main, from 0; its entry lies above all. */
function layerOf(file: string): number {
  const index = LAYERS.indexOf(file.split('/')[1] ?? '');
  return index < 0 ? LAYERS.length : index;
}
