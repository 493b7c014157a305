interface Size {
  width: number;
  height: number;
}

/** Pixels of the page that a picture alone takes at most. */
const ALONE = { width: 320, height: 240 };
/** One line of pictures: all of one height, each as wide as it is, within reason. */
const LINE = { height: 112, narrowest: 56, widest: 240 };

/** The size of a picture in a message, known before it is here so that nothing jumps. */
export const thumbnailSize = ({ width, height }: Size, isAlone: boolean): Size => {
  const ratio = width / height;
  if (!isAlone)
    return {
      width: Math.round(Math.min(LINE.widest, Math.max(LINE.narrowest, LINE.height * ratio))),
      height: LINE.height,
    };
  const scale = Math.min(1, ALONE.width / width, ALONE.height / height);
  return {
    width: Math.max(LINE.narrowest, Math.round(width * scale)),
    height: Math.max(24, Math.round(height * scale)),
  };
};
