#!/usr/bin/env node
/**
 * The command line's entry: reads the line, runs the command, exits 0, 1 (failed) or 2 (wrong usage).
 */
import { createBriefing, exportBriefing, listBriefings, showBriefing } from './briefings.ts';
import { list, show } from './commands.ts';
import { exportStories } from './export.ts';
import { importFiles } from './import.ts';
import type { Output } from './library.ts';
import { sentenceOf } from './sentence.ts';
import { serve } from './serve.ts';
import { type CommandLine, parseCommandLine, USAGE, UsageError } from './usage.ts';

const output: Output = {
  out: (line) => process.stdout.write(`${line}\n`),
  raw: (content) => process.stdout.write(content),
  err: (line) => process.stderr.write(`${line}\n`),
};

async function run(line: CommandLine): Promise<number> {
  switch (line.command) {
    case 'help':
      output.out(USAGE);
      return 0;
    case 'serve':
      return serve(line, output);
    case 'import':
      return importFiles(line, output);
    case 'list':
      return list(line, output);
    case 'show':
      return show(line, output);
    case 'export':
      return exportStories(line, output);
    case 'briefing create':
      return createBriefing(line, output);
    case 'briefing list':
      return listBriefings(line, output);
    case 'briefing show':
      return showBriefing(line, output);
    case 'briefing export':
      return exportBriefing(line, output);
  }
}

try {
  process.exitCode = await run(parseCommandLine(process.argv.slice(2)));
} catch (error) {
  if (error instanceof UsageError) {
    output.err(`galley: ${error.message} (galley help shows the usage.)`);
    process.exitCode = 2;
  } else {
    output.err(`galley: ${sentenceOf(error)}`);
    process.exitCode = 1;
  }
}
