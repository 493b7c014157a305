/** What `watchFrames` notes in a page: milliseconds on the page's clock. */
export interface FrameTimes {
  clickAt?: number;
  localFrameAt?: number;
  remoteFrameAt?: number;
}

/**
 * Runs in a page before its own scripts: notes when the last click was made, and when any video showed its first
 * frame of a local and of a remote track. Handed to addInitScript, so it may refer to nothing outside.
 */
export const watchFrames = (): void => {
  const times: FrameTimes = {};
  Object.assign(window, { frameTimes: times });
  addEventListener(
    'click',
    (event) => {
      times.clickAt = event.timeStamp;
    },
    { capture: true },
  );

  const remote = new WeakSet<MediaStreamTrack>();
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('track', ({ track }) => remote.add(track));
    }
  };

  const noteFrame = (video: HTMLVideoElement) => {
    const source = video.srcObject;
    const track = source instanceof MediaStream ? source.getVideoTracks()[0] : undefined;
    if (track) times[remote.has(track) ? 'remoteFrameAt' : 'localFrameAt'] ??= performance.now();
  };
  const known = new WeakSet<Element>();
  const follow = (video: HTMLVideoElement) => {
    if (known.has(video)) return;
    known.add(video);
    const onFrame = () => {
      noteFrame(video);
      video.requestVideoFrameCallback(onFrame);
    };
    video.requestVideoFrameCallback(onFrame);
  };
  const { prototype } = HTMLMediaElement;
  const own = Object.getOwnPropertyDescriptor(prototype, 'srcObject');
  Object.defineProperty(prototype, 'srcObject', {
    ...own,
    set(this: HTMLMediaElement, value: MediaProvider | null) {
      if (this instanceof HTMLVideoElement) follow(this);
      own?.set?.call(this, value);
    },
  });
};
