'use client';

import { type RefObject, useEffect, useState } from 'react';

/** The picture in a window of its own, over everything; null where the browser has none. */
export const usePictureInPicture = (video: RefObject<HTMLMediaElement | null>) => {
  const [isOn, setIsOn] = useState<boolean | null>(null);
  useEffect(() => {
    const { current } = video;
    if (!(current instanceof HTMLVideoElement) || !document.pictureInPictureEnabled) return;
    const tell = () => setIsOn(document.pictureInPictureElement === current);
    tell();
    current.addEventListener('enterpictureinpicture', tell);
    current.addEventListener('leavepictureinpicture', tell);
    return () => {
      current.removeEventListener('enterpictureinpicture', tell);
      current.removeEventListener('leavepictureinpicture', tell);
    };
  }, [video]);
  if (isOn === null) return null;
  return {
    isOn,
    toggle: () => {
      const { current } = video;
      const change = isOn
        ? document.exitPictureInPicture()
        : current instanceof HTMLVideoElement
          ? current.requestPictureInPicture()
          : undefined;
      // Refused by the system or before anything is loaded: the page stays as it is.
      change?.catch(() => undefined);
    },
  };
};
