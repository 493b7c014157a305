const NOTES = [523.25, 659.25, 783.99, 1046.5];
const STEP_S = 0.17;
const RING_S = 1.1;

type SinkContext = AudioContext & { setSinkId(id: string): Promise<void> };

/** Plays a short sound through the speaker (null: the system's) and resolves when it has faded. */
export async function playChime(speakerId: string | null, notes: readonly number[] = NOTES): Promise<void> {
  const context = new AudioContext();
  const element = new Audio();
  try {
    const output = await outputTo(context, element, speakerId);
    await context.resume();
    const start = context.currentTime + 0.05;
    await Promise.all(notes.map((note, index) => pluck(context, output, note, start + index * STEP_S)));
  } finally {
    element.pause();
    element.srcObject = null;
    await context.close();
  }
}

/** Whether sound can be sent to a speaker of the person's choice. */
export function canChooseSpeaker(): boolean {
  return 'setSinkId' in AudioContext.prototype || 'setSinkId' in HTMLMediaElement.prototype;
}

async function outputTo(
  context: AudioContext,
  element: HTMLAudioElement,
  speakerId: string | null,
): Promise<AudioNode> {
  if (speakerId === null) return context.destination;
  if (hasSink(context)) {
    // 'default' is the browser's own name for the system's speaker; the context knows it as ''.
    await context.setSinkId(speakerId === 'default' ? '' : speakerId);
    return context.destination;
  }
  if (!('setSinkId' in element)) return context.destination;
  const output = context.createMediaStreamDestination();
  element.srcObject = output.stream;
  await element.setSinkId(speakerId);
  await element.play();
  return output;
}

function hasSink(context: AudioContext): context is SinkContext {
  return 'setSinkId' in context;
}

/** One plucked string, until it has faded: a sharp start, a long fall, and an overtone that fades sooner. */
async function pluck(context: AudioContext, output: AudioNode, note: number, at: number): Promise<void> {
  const parts = [
    { frequency: note, loudness: 0.22, end: at + RING_S },
    { frequency: note * 2, loudness: 0.06, end: at + RING_S / 2 },
  ];
  const faded = parts.map(({ frequency, loudness, end }) => {
    const oscillator = new OscillatorNode(context, { type: 'sine', frequency });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(loudness, at + 0.008);
    gain.gain.exponentialRampToValueAtTime(0.0001, end);
    oscillator.connect(gain).connect(output);
    oscillator.start(at);
    oscillator.stop(end);
    return new Promise((resolve) => oscillator.addEventListener('ended', resolve, { once: true }));
  });
  await Promise.all(faded);
}
