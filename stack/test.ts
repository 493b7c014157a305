import { crashed, sum, summary, type Counts } from './counts.ts';
import { readOptions } from './options.ts';
import { phaseNames, runPhase, type PhaseName } from './phases.ts';
import { seconds } from './progress.ts';
import { runCommand } from './runCommand.ts';
import { openThrowAwayStack } from './throwAway.ts';

const isPhase = (word: string): word is PhaseName => phaseNames.some((name) => name === word);

await runCommand(async (command) => {
  const { port, isKept, words } = readOptions('test', ['port', 'keep'], true);
  const named = words.filter(isPhase);
  const filters = words.filter((word) => !isPhase(word));
  const stack = await openThrowAwayStack(command, { port, isKept });
  const all: Counts[] = [];

  for (const name of phaseNames.filter((phase) => named.length === 0 || named.includes(phase))) {
    console.log(`\n${name}`);
    const began = performance.now();
    const counts = await runPhase(name, { stack, command, filters }).catch((error: unknown) => {
      command.signal.throwIfAborted();
      const why = error instanceof Error ? error.message : String(error);
      console.error(why);
      return crashed(`${name}: ${why}`);
    });
    command.signal.throwIfAborted();
    console.log(`  ${name}: ${summary(counts)} in ${seconds(began)}`);
    all.push(counts);
  }

  const total = sum(all);
  // Stopped first, so that what failed stands at the end and the count on the last line.
  await command.stop();
  for (const failure of total.failures) console.log(`\nFAILED ${failure}`);
  if (total.failed > 0 && !isKept) console.log('\nLogs: .data/log/last-test   Browser traces: .data/e2e');
  console.log(`\n${summary(total)}`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
});
