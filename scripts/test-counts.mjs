/**
 * What the test runners' JSON reports say: how many tests passed, which failed, and which were skipped and why.
 */

/** Counts of a Vitest JSON report. */
export function countVitest(report) {
  const tests = report.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ ...test, file: file.name })),
  );
  // A file that could not even be loaded has no tests to count.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  );
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: [
      ...tests.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName.trim()),
      ...broken.map(({ name }) => name),
    ],
    skipped: tests
      .filter(({ status }) => status === 'pending' || status === 'skipped' || status === 'todo')
      .map(({ fullName }) => ({
        title: fullName.trim(),
        reason: /\(skipped: (.+)\)/.exec(fullName)?.[1] ?? 'the test says why',
      })),
  };
}

/** Counts of a Playwright JSON report. */
export function countPlaywright(report) {
  // An error outside of any test, as of a file that could not be loaded.
  const failed = (report.errors ?? []).map(({ message }) => message?.split('\n')[0] ?? 'an error without a message');
  const counts = { passed: 0, failed, skipped: [] };
  const visit = (suite) => {
    for (const inner of suite.suites ?? []) visit(inner);
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === 'skipped') {
          const reason = test.annotations?.find(({ type }) => type === 'skip' || type === 'fixme')?.description;
          counts.skipped.push({ title: spec.title, reason: reason ?? 'no reason given' });
        } else if (test.status === 'expected' || test.status === 'flaky') counts.passed += 1;
        else counts.failed.push(spec.title);
      }
    }
  };
  for (const suite of report.suites ?? []) visit(suite);
  return counts;
}

/** The counts of several runs as those of one. */
export function together(counts) {
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.flatMap(({ failed }) => failed),
    skipped: counts.flatMap(({ skipped }) => skipped),
  };
}

/** The last line of `npm test`. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`;
}
