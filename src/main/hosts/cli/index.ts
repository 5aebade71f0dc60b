#!/usr/bin/env node
/**
 * The command line's entry. Node keeps what it has compiled of the program in the system's temporary folder, so that only the
 * first start pays for it.
 */
import module from 'node:module';

// Not there in Node 20, which the installed command may be started with.
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();
const { runCommandLine } = await import('./run.ts');
process.exitCode = await runCommandLine(process.argv.slice(2));
