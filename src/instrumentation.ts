/** Next calls it once, when the server starts. */
export const register = async () => {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { installDirectRoutes } = await import('@/server/directRoutes');
  installDirectRoutes();
};
