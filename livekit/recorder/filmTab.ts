/** What the page calls back with: its film in pieces of base64, and how that goes. */
export type FilmNews =
  | { type: 'started'; at: number }
  | { type: 'piece'; base64: string }
  | { type: 'ended' }
  | { type: 'error'; message: string };

export const BINDING = 'webmtgFilm';

interface Film {
  isAudioOnly: boolean;
  width: number;
  height: number;
}

type Filmed = Window & { webmtgStopFilm?: () => void } & Record<typeof BINDING, (news: string) => void>;

/**
 * Runs in the page: films its own tab, sound too, and sends pieces until it is told to stop. Written to be sent there
 * as text, so it may use nothing from outside of itself.
 */
const film = async ({ isAudioOnly, width, height }: Film) => {
  const page = window as unknown as Filmed;
  const tell = (news: FilmNews) => page.webmtgFilm(JSON.stringify(news));
  const stream = await navigator.mediaDevices.getDisplayMedia({
    video: { width, height, frameRate: 30 },
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    preferCurrentTab: true,
  } as DisplayMediaStreamOptions);
  const types = isAudioOnly
    ? ['audio/webm;codecs=opus']
    : ['video/x-matroska;codecs=avc1,opus', 'video/webm;codecs=h264,opus', 'video/webm;codecs=vp8,opus'];
  const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type));
  if (mimeType === undefined) throw new Error('this browser records no format that can be stored');
  if (stream.getAudioTracks().length === 0) throw new Error('the tab gives no sound');
  const recorder = new MediaRecorder(isAudioOnly ? new MediaStream(stream.getAudioTracks()) : stream, {
    mimeType,
    videoBitsPerSecond: 3_000_000,
    audioBitsPerSecond: 128_000,
    // What a player can jump to, and what a crash can lose.
    videoKeyFrameIntervalDuration: 2000,
  } as MediaRecorderOptions);
  let sending = Promise.resolve();
  const send = async (piece: Blob) => {
    const bytes = new Uint8Array(await piece.arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += 32_768)
      text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
    tell({ type: 'piece', base64: btoa(text) });
  };
  recorder.addEventListener('start', () => tell({ type: 'started', at: Date.now() }));
  recorder.addEventListener('error', () =>
    tell({ type: 'error', message: 'the browser can record no more' }),
  );
  recorder.addEventListener('dataavailable', ({ data }) => {
    // In their order, however long each takes.
    sending = sending.then(async () => await send(data));
  });
  recorder.addEventListener('stop', () => {
    void sending.then(() => tell({ type: 'ended' }));
  });
  page.webmtgStopFilm = () => {
    if (recorder.state !== 'inactive') recorder.stop();
  };
  recorder.start(500);
};

/** The text that films the tab it runs in. */
export const filmScript = (options: Film) => `(${film.toString()})(${JSON.stringify(options)})`;
export const STOP_SCRIPT = 'window.webmtgStopFilm()';
