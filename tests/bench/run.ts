// The benchmarks: everything side by side in one run, as ratios, because machines are noisy.
// `npm run bench [saving|converting|diffing|extracting|checks|opening|publishing|searching|reviewing|sources|typing]`
import { benchChecks } from './checks.ts';
import { benchConverting } from './converting.ts';
import { benchDiffing } from './diffing.ts';
import { benchExtracting } from './extracting.ts';
import { benchOpening } from './opening.ts';
import { benchPublishing } from './publishing.ts';
import { benchReviewing } from './reviewing.ts';
import { benchSaving } from './saving.ts';
import { benchSearching } from './searching.ts';
import { benchSourcesTable } from './sources-table.ts';
import { benchTyping } from './typing.ts';

const BENCHES = {
  saving: benchSaving,
  converting: benchConverting,
  diffing: benchDiffing,
  extracting: benchExtracting,
  checks: benchChecks,
  opening: benchOpening,
  publishing: benchPublishing,
  searching: benchSearching,
  reviewing: benchReviewing,
  sources: benchSourcesTable,
  typing: benchTyping,
};
const [only] = process.argv.slice(2);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (only && only !== name) continue;
  console.log(`\n── ${name}`);
  await bench();
}
