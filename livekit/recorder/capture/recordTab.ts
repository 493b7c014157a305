export interface TabOptions {
  width: number;
  height: number;
  frameRate: number;
  isAudioOnly: boolean;
  /** The function that takes each chunk, in base 64. */
  binding: string;
}

/** What the page gives back: the recorder in it. */
export interface TabRecorder {
  start(): void;
  acknowledge(): void;
  stop(): Promise<void>;
}

/**
 * Runs in the page, and so may use nothing from outside: films the tab, and hands over chunk after chunk, each when the
 * one before was taken.
 */
export const recordTab = async (options: TabOptions): Promise<TabRecorder> => {
  const { width, height, frameRate, isAudioOnly, binding } = options;
  const request: DisplayMediaStreamOptions & { preferCurrentTab: boolean } = {
    preferCurrentTab: true,
    video: { width, height, frameRate },
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  };
  const stream = await navigator.mediaDevices.getDisplayMedia(request);
  const [audio] = stream.getAudioTracks();
  if (!audio) throw new Error('the tab gives no sound');
  if (isAudioOnly) for (const track of stream.getVideoTracks()) track.enabled = false;
  const types = isAudioOnly
    ? ['audio/webm;codecs=opus']
    : [
        'video/x-matroska;codecs=avc1.42E01F,opus',
        'video/x-matroska;codecs=avc1,opus',
        'video/webm;codecs=h264,opus',
        'video/mp4;codecs=avc1.42E01F,opus',
      ];
  const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type));
  if (!mimeType) throw new Error('this browser encodes no H.264');
  const recording = isAudioOnly ? new MediaStream([audio]) : stream;
  const recorderOptions: MediaRecorderOptions & { videoKeyFrameIntervalDuration: number } = {
    mimeType,
    videoBitsPerSecond: 3_000_000,
    audioBitsPerSecond: 128_000,
    videoKeyFrameIntervalDuration: 2_000,
  };
  const recorder = new MediaRecorder(recording, recorderOptions);
  const send = (window as unknown as Record<string, (data: string) => void>)[binding];
  if (!send) throw new Error('nobody takes the recording');

  const encode = async (blob: Blob) =>
    await new Promise<string>((resolve, reject) => {
      const reader = new FileReader();
      reader.addEventListener('load', () => resolve(reader.result as string));
      reader.addEventListener('error', () => reject(new Error('a chunk could not be read')));
      reader.readAsDataURL(blob);
    });
  let taken: PromiseWithResolvers<void> | undefined;
  // The type in front of the data has commas of its own.
  const dataOf = (url: string) => url.slice(url.lastIndexOf(',') + 1);
  const handOver = async (before: Promise<void>, chunk: Blob) => {
    await before;
    const url = await encode(chunk);
    taken = Promise.withResolvers();
    send(dataOf(url));
    await taken.promise;
  };
  let handingOver = Promise.resolve();
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size > 0) handingOver = handOver(handingOver, data);
  });
  const ended = new Promise<void>((resolve) => {
    recorder.addEventListener('stop', () => resolve());
  });
  return {
    start: () => recorder.start(250),
    acknowledge: () => taken?.resolve(),
    stop: async () => {
      if (recorder.state !== 'inactive') recorder.stop();
      await ended;
      await handingOver;
      for (const track of stream.getTracks()) track.stop();
    },
  };
};
