import { spawn } from 'node:child_process';
import { root } from './folders.ts';
import { endProcess, markOf, signalGroup } from './processes.ts';

type Script = {
  /** Resolves, true for exit code 0, when it has ended. */
  done: Promise<boolean>;
  stop: () => Promise<void>;
  kill: () => void;
};

/** Runs a script on Node 24 with its output on the terminal. */
export function runScript(args: string[], env: NodeJS.ProcessEnv): Script {
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit', detached: true });
  const { pid } = child;
  const mark = pid ? markOf(pid) : undefined;
  const done = new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
  return {
    done,
    stop: async () => {
      if (!pid || !mark) return;
      // The whole group: launchers and browsers that the tests started end by themselves then.
      signalGroup(pid, 'SIGTERM');
      await endProcess(mark, 'SIGTERM', 20);
      await done;
    },
    kill: () => pid && signalGroup(pid, 'SIGKILL'),
  };
}
