// The three builds of the app: main (Electron entry, command line, the workers), preload (one CommonJS
// file, as a sandboxed preload must be) and the window.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      // The extraction worker carries pdf.js. It is read from the disk.
      chunkSizeWarningLimit: 4_000,
      rollupOptions: {
        input: {
          index: 'src/main/index.ts',
          cli: 'src/main/hosts/cli/index.ts',
          'search-worker': 'src/main/library/search/search-worker.ts',
          'extraction-worker': 'src/main/library/copies/extraction-worker.ts',
          'reading-worker': 'src/main/workbench/reading/reading-worker.ts',
        },
        external: ['electron'],
        output: {
          format: 'es',
          // Read, checked and compiled at every start: in one byte a character, without what only readers of the source need.
          charset: 'ascii',
          comments: { legal: true, annotation: false, jsdoc: false },
          // What every program begins with, in one file: each is found, checked and linked by itself, which takes half a
          // millisecond.
          codeSplitting: { groups: [{ name: 'library', test: /[\\/]src[\\/]main[\\/]library[\\/][^\\/]+\.ts$/ }] },
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    build: {
      outDir: 'out/renderer',
      minify: true,
      rollupOptions: {
        input: 'src/renderer/index.html',
        onLog: (level, log, handle) => {
          // "use client" is for server components; there is no server here.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
        },
      },
    },
    plugins: [react()],
  },
});
