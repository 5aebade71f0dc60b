/**
 * The command line's entry. Node keeps what it has compiled of the program in the system's temporary folder, so that only the
 * first start pays for it.
 */
import module from 'node:module';

module.enableCompileCache();
const { runCommandLine } = await import('./run.ts');
process.exitCode = await runCommandLine(process.argv.slice(2));
