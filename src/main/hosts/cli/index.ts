/**
 * The command line's entry. Node keeps what it has compiled of the program in the system's temporary folder, so that only the
 * first start pays for it.
 */
import module from 'node:module';

module.enableCompileCache();
// The thread that reads files loads as much as this one; both at once take no longer.
if (process.argv[2] === 'import') (await import('../../workbench/reading/reader.ts')).reader.warmUp();
const { runCommandLine } = await import('./run.ts');
process.exitCode = await runCommandLine(process.argv.slice(2));
