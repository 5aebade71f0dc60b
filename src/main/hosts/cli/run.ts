/**
 * The command line: reads the line and runs the command.
 */
import { UsageError } from './arguments.ts';
import { sentenceOf } from './sentence.ts';
import { outputTo } from './terminal.ts';
import { type CommandLine, parseCommandLine, USAGE } from './usage.ts';

const output = outputTo(process.stdout, process.stderr);
// Who reads what is written may have seen enough, as `head` has: what was asked for is done all the same.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

/** Runs one command. The code of each is read when it is asked for: a start is most of what a short command takes. */
async function run(line: CommandLine): Promise<number> {
  switch (line.command) {
    case 'help':
      output.out(USAGE);
      return 0;
    case 'version':
      output.out((await import('./version.ts')).version());
      return 0;
    case 'serve':
      return (await import('./serve.ts')).serve(line, output);
    case 'import':
      return (await import('./import.ts')).importFiles(line, output);
    case 'list':
      return (await import('./commands.ts')).list(line, output);
    case 'show':
      return (await import('./commands.ts')).show(line, output);
    case 'export':
      return (await import('./export.ts')).exportStories(line, output);
    case 'check':
      return (await import('./keeping.ts')).check(line, output);
    case 'backup':
      return (await import('./keeping.ts')).backup(line, output);
    case 'restore':
      return (await import('./keeping.ts')).restore(line, output);
    case 'briefing create':
      return (await import('./briefings.ts')).createBriefing(line, output);
    case 'briefing list':
      return (await import('./briefings.ts')).listBriefings(line, output);
    case 'briefing show':
      return (await import('./briefings.ts')).showBriefing(line, output);
    case 'briefing export':
      return (await import('./briefings.ts')).exportBriefing(line, output);
    case 'sources import':
      return (await import('./sources.ts')).importSources(line, output);
    case 'sources export':
      return (await import('./sources.ts')).exportSources(line, output);
  }
}

/** Runs a command line, the arguments after the program's name. Returns the exit status: 0, 1 (failed) or 2 (wrong usage). */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  try {
    return await run(parseCommandLine(args));
  } catch (error) {
    if (error instanceof UsageError) {
      output.err(`galley: ${error.message} (galley help shows the usage.)`);
      return 2;
    }
    output.err(`galley: ${sentenceOf(error)}`);
    return 1;
  }
}
