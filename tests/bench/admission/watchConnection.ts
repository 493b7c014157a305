/** What `watchConnection` notes in a page, by the machine's clock in milliseconds. */
export interface Connection {
  clickedAt?: number;
  connectedAt?: number;
}

/**
 * Runs in a page before its own scripts: notes the last click and when its first media connection was up. Handed to
 * addInitScript, so it may refer to nothing outside.
 */
export const watchConnection = (): void => {
  const connection: Connection = {};
  Object.assign(window, { connection });
  addEventListener(
    'click',
    ({ timeStamp }) => {
      connection.clickedAt = performance.timeOrigin + timeStamp;
    },
    { capture: true },
  );
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('connectionstatechange', () => {
        if (this.connectionState === 'connected')
          connection.connectedAt ??= performance.timeOrigin + performance.now();
      });
    }
  };
};
