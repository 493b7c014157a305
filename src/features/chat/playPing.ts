const NOTES = [880, 1174.66];
const STEP_S = 0.09;
const RING_S = 0.35;
/** Milliseconds: what comes in a burst sounds once. */
const QUIET_MS = 1_500;

let playedAt = 0;

const pluck = (context: AudioContext, frequency: number, at: number) => {
  const oscillator = new OscillatorNode(context, { type: 'sine', frequency });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(0.08, at + 0.01);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + RING_S);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + RING_S);
  return oscillator;
};

/** Two short soft notes: somebody has written. */
export const playPing = () => {
  const now = Date.now();
  if (now - playedAt < QUIET_MS) return;
  playedAt = now;
  const context = new AudioContext();
  const played = NOTES.map((note, index) => pluck(context, note, context.currentTime + index * STEP_S));
  played.at(-1)?.addEventListener('ended', () => void context.close(), { once: true });
};
