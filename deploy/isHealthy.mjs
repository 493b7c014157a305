// Exit code 0 while the web server of this container and all that it needs answer: the image's HEALTHCHECK.
const { PORT = '3000' } = process.env;
try {
  const answer = await fetch(`http://127.0.0.1:${PORT}/api/health`, { signal: AbortSignal.timeout(4500) });
  process.exit(answer.ok ? 0 : 1);
} catch {
  process.exit(1);
}
