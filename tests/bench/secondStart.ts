import { endOrphans } from '../../stack/lock.ts';
import { freePortsFrom } from '../../stack/ports.ts';
import { Launcher, makeTestFolder } from '../stack/Launcher.ts';
import { median } from './lib/median.ts';
import { printTable, verdict } from './lib/report.ts';

const BAR = 10;
const STARTS = 3;

// These would lead the new stack to the addresses of the one that runs this.
for (const name of ['WEBMTG_URL', 'LIVEKIT_PUBLIC_URL', 'MAIL_DIR']) delete process.env[name];

const folder = makeTestFolder('second-start');
const { web } = await freePortsFrom(5200);

/** Milliseconds from the command to the landing page, whole. */
const start = async () => {
  const began = performance.now();
  const launcher = new Launcher(['up', '--port', String(web)], folder);
  const stop = () => launcher.process.kill('SIGTERM');
  process.once('SIGTERM', stop);
  try {
    await launcher.said('WebMTG is ready');
    const response = await fetch(`http://localhost:${web}/`);
    if (!response.ok) throw new Error(`The landing page answered ${response.status}.`);
    await response.text();
    return { took: performance.now() - began, hasBuilt: launcher.output.includes('compiling') };
  } finally {
    stop();
    await launcher.exit;
    await endOrphans(folder);
    process.removeListener('SIGTERM', stop);
  }
};

const first = await start();
const times: number[] = [];
while (times.length < STARTS) {
  const { took, hasBuilt } = await start();
  if (hasBuilt) throw new Error('The sources changed meanwhile, so this start had to build.');
  times.push(took / 1000);
}

const second = median(times);
printTable(
  ['npm start to landing page served', 's', 'bar', ''],
  [
    ['first, with an empty data folder', (first.took / 1000).toFixed(1), '', ''],
    [`from the second on, median of ${STARTS}`, second.toFixed(1), `< ${BAR}`, verdict(second, BAR)],
  ],
);
console.log(`  ${times.map((time) => time.toFixed(2)).join(', ')} s`);
