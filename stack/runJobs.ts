// jobs.ts starts it with the hooks that find the app's modules.
import { isJobName, JOB_NAMES, runJob } from '../src/server/jobs.ts';

const names = process.argv.slice(2).filter((word) => word !== '--dry-run');
const isDryRun = process.argv.includes('--dry-run');
const wanted = names.includes('cleanup') ? JOB_NAMES : names.filter(isJobName);
const unknown = names.find((name) => name !== 'cleanup' && !isJobName(name));

if (unknown === undefined) {
  let failed = 0;
  for (const name of wanted) {
    try {
      const removed = await runJob(name, { isDryRun });
      const counts = Object.entries(removed).map(([what, count]) => `${what} ${count}`);
      console.log(`  ${name.padEnd(16)}${isDryRun ? 'would remove: ' : 'removed: '}${counts.join(', ')}`);
    } catch (error) {
      failed += 1;
      console.error(`  ${name.padEnd(16)}failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  process.exit(failed > 0 ? 1 : 0);
} else {
  console.error(`There is no job "${unknown}". Jobs: cleanup (all of them), ${JOB_NAMES.join(', ')}`);
  process.exit(1);
}
