/** Next calls it once, when the server starts. */
export const register = async () => {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { installDirectRoutes } = await import('@/server/directRoutes');
  installDirectRoutes();
  const { installLeave } = await import('@/server/leaving');
  installLeave();
  const { installRequestTimes } = await import('@/server/requestTimes');
  installRequestTimes();
  const { watchEventLoop } = await import('@/server/metrics');
  watchEventLoop();
  const { startSampling } = await import('@/server/partHistory');
  startSampling();
  const { startJobs } = await import('@/server/jobs');
  const { log } = await import('@/server/log');
  // Redis may be late: the server serves without waiting for it.
  const { startTranscoding } = await import('@/server/storage/transcodeWorker');
  startTranscoding();
  startJobs().catch((error: unknown) => log().error({ error }, 'jobs did not start'));
};
