const FLOOR_DB = -60;
const CEILING_DB = -12;
const FALL_PER_FRAME = 0.04;

/** Calls back with the loudness, 0 to 1, on every frame that the page is seen. The track stays the caller's. */
export function watchLevel(
  track: MediaStreamTrack,
  onLevel: (level: number, now: number) => void,
): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  const source = context.createMediaStreamSource(new MediaStream([track]));
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let shown = 0;
  let frame = requestAnimationFrame(measure);

  function measure(now: number): void {
    analyser.getFloatTimeDomainData(samples);
    shown = Math.max(loudness(samples), shown - FALL_PER_FRAME);
    onLevel(shown, now);
    frame = requestAnimationFrame(measure);
  }

  // A browser may hold audio back until the person has touched the page.
  const wake = () => void context.resume();
  const touching = new AbortController();
  for (const type of ['pointerdown', 'keydown']) {
    document.addEventListener(type, wake, { signal: touching.signal, passive: true });
  }

  return () => {
    cancelAnimationFrame(frame);
    touching.abort();
    source.disconnect();
    void context.close();
  };
}

/** Where the samples' loudness lies between a quiet room (0) and a voice close by (1). */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / samples.length);
  return Math.min(1, Math.max(0, (decibels - FLOOR_DB) / (CEILING_DB - FLOOR_DB)));
}
