import 'server-only';
import { Queue, Worker } from 'bullmq';
import { expireAudit } from './auth/expireAudit';
import { rotateSecrets } from './auth/rotateSecrets';
import { purgeTenants } from './auth/purgeTenants';
import { expireMessages } from './chat/expireMessages';
import { whenLeaving } from './leaving';
import { log } from './log';
import { expireSamples } from './partHistory';
import { isRedisAway, patientRedis, redis } from './redis';
import { endHostless } from './rooms/endHostless';
import { reconcileRecordings } from './rooms/reconcileRecordings';
import { closeLostMeetings } from './rooms/closeLostMeetings';
import { purgeRooms } from './rooms/purgeRooms';
import { cleanFiles } from './storage/cleanFiles';
import { cleanRecordings } from './storage/cleanRecordings';
import { cleanStore } from './storage/cleanStore';
import { sweepTranscodes } from './storage/sweepTranscodes';

export interface RunOptions {
  /** Counts what it would remove, and removes nothing. */
  isDryRun: boolean;
}

/** How many of each a run has removed. */
export type Removed = Record<string, number>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Everything that nobody asks for and that has to be done. Each can run at any time, on two instances at once, and again. */
const JOBS = {
  recordings: { every: 15_000, run: reconcileRecordings },
  meetings: { every: MINUTE, run: closeLostMeetings },
  hostless: { every: 15_000, run: endHostless },
  files: { every: HOUR, run: cleanFiles },
  retention: { every: HOUR, run: cleanRecordings },
  transcodes: { every: MINUTE, run: sweepTranscodes },
  messages: { every: HOUR, run: expireMessages },
  rooms: { every: HOUR, run: purgeRooms },
  tenants: { every: HOUR, run: purgeTenants },
  'rotate-secrets': { every: 24 * HOUR, run: rotateSecrets },
  store: { every: 24 * HOUR, run: cleanStore },
  audit: { every: 24 * HOUR, run: expireAudit },
  parts: { every: HOUR, run: expireSamples },
} as const satisfies Record<string, { every: number; run: (options: RunOptions) => Promise<Removed> }>;

export type JobName = keyof typeof JOBS;
export const JOB_NAMES = Object.keys(JOBS) as JobName[];
export const isJobName = (name: string): name is JobName => Object.hasOwn(JOBS, name);

/** Runs one job now; returns what it removed, or would. */
export const runJob = async (name: JobName, options: RunOptions): Promise<Removed> => {
  const started = performance.now();
  const removed = await JOBS[name].run(options);
  const isWorthALine = Object.values(removed).some((count) => count > 0);
  if (isWorthALine && !options.isDryRun)
    log().info({ job: name, removed, ms: Math.round(performance.now() - started) }, 'job done');
  return removed;
};

const QUEUE = 'jobs';
/** So that what has to be done every few seconds does not wait for what takes minutes. */
const CONCURRENCY = 3;

const globals = globalThis as { webmtgJobs?: Queue };

const tellError = (error: Error) => {
  if (!isRedisAway()) log().warn({ error: error.message }, 'jobs');
};

const connectQueue = () => {
  const queue = new Queue(QUEUE, { connection: patientRedis('timetable') });
  queue.on('error', tellError);
  return queue;
};

const jobsQueue = () => (globals.webmtgJobs ??= connectQueue());

/**
 * Seconds that the job which is overdue most is late; 0 where all are done in time, Infinity where one is not on the
 * timetable. Throws where Redis does not answer.
 */
export const jobLag = async (): Promise<number> => {
  // The queue's own connection would wait for Redis as long as it takes.
  await redis().ping();
  const next = new Map((await jobsQueue().getJobSchedulers()).map((planned) => [planned.key, planned.next]));
  const overdue = JOB_NAMES.map((name) => Date.now() - (next.get(name) ?? -Infinity));
  return Math.max(0, ...overdue) / 1000;
};

const TEMPLATE = { opts: { removeOnComplete: { count: 20 }, removeOnFail: { count: 100 } } };

const plan = async (names: readonly JobName[]) => {
  for (const name of names)
    await jobsQueue().upsertJobScheduler(name, { every: JOBS[name].every }, { name, ...TEMPLATE });
};

/**
 * Puts the jobs on the timetable that are not on it. Those that are stay as they are: put there anew, one that waits
 * would wait behind all others.
 */
export const mendTimetable = async () => {
  const planned = new Set((await jobsQueue().getJobSchedulers()).map(({ key }) => key));
  await plan(JOB_NAMES.filter((name) => !planned.has(name)));
};

/**
 * Mends the timetable whenever this connection has found Redis again, and every minute: each run of a job is planned by
 * the one before, so that what Redis has lost would never come back by itself. Returns what ends that.
 */
export const keepTimetable = (connection: ReturnType<typeof patientRedis>) => {
  const mend = () => void mendTimetable().catch(tellError);
  connection.on('ready', mend);
  const timer = setInterval(() => {
    if (connection.status === 'ready') mend();
  }, MINUTE);
  timer.unref();
  return () => {
    clearInterval(timer);
    connection.off('ready', mend);
  };
};

/** Puts every job on its timetable, which all instances share, and does those that fall to this one. */
export const startJobs = async () => {
  const connection = patientRedis('jobs');
  const worker = new Worker(
    QUEUE,
    async ({ name }) => (isJobName(name) ? await runJob(name, { isDryRun: false }) : {}),
    { connection, concurrency: CONCURRENCY },
  );
  worker.on('failed', (job, error) => log().error({ job: job?.name, error: error.message }, 'job failed'));
  worker.on('error', tellError);
  const endKeeping = keepTimetable(connection);
  // What it is at ends first, if it ends soon; if not, another instance does it again.
  whenLeaving(async () => {
    endKeeping();
    await worker.close();
  });
  // Those that are there as well: a job may have got another interval.
  await plan(JOB_NAMES);
};
