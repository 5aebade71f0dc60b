/**
 * The command line: reads the line and runs the command.
 */
import { UsageError } from './arguments.ts';
import { createBriefing, exportBriefing, listBriefings, showBriefing } from './briefings.ts';
import { list, show } from './commands.ts';
import { exportStories } from './export.ts';
import { importFiles } from './import.ts';
import { backup, check, restore } from './keeping.ts';
import { sentenceOf } from './sentence.ts';
import { exportSources, importSources } from './sources.ts';
import { outputTo } from './terminal.ts';
import { type CommandLine, parseCommandLine, USAGE } from './usage.ts';

const output = outputTo(process.stdout, process.stderr);

async function run(line: CommandLine): Promise<number> {
  switch (line.command) {
    case 'help':
      output.out(USAGE);
      return 0;
    case 'serve':
      // The host with its server is of no use to any other command.
      return (await import('./serve.ts')).serve(line, output);
    case 'import':
      return importFiles(line, output);
    case 'list':
      return list(line, output);
    case 'show':
      return show(line, output);
    case 'export':
      return exportStories(line, output);
    case 'check':
      return check(line, output);
    case 'backup':
      return backup(line, output);
    case 'restore':
      return restore(line, output);
    case 'briefing create':
      return createBriefing(line, output);
    case 'briefing list':
      return listBriefings(line, output);
    case 'briefing show':
      return showBriefing(line, output);
    case 'briefing export':
      return exportBriefing(line, output);
    case 'sources import':
      return importSources(line, output);
    case 'sources export':
      return exportSources(line, output);
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
