const WIDTH = 960;
const HEIGHT = 540;

type Colour = readonly [red: number, green: number, blue: number];

export interface Portrait {
  wall: Colour;
  skin: Colour;
  hair: Colour;
  shirt: Colour;
  /** 0 is short, 1 falls to the shoulders. */
  hairLength: number;
}

const isInEllipse = (x: number, y: number, [cx, cy, rx, ry]: readonly [number, number, number, number]) =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;

/** A drawn person before a wall with a window's light on it; x and y go from -1 to 1 over the height. */
const colourAt = (x: number, y: number, { wall, skin, hair, shirt, hairLength }: Portrait): Colour => {
  if (isInEllipse(x, y, [0, -0.1, 0.25, 0.33]) && y > -0.28 + 0.25 * x) return skin;
  if (isInEllipse(x, y, [0, -0.17, 0.31, 0.36]) && y < -0.1) return hair;
  if (isInEllipse(x, y, [0, 0.3, 0.11, 0.2])) return skin;
  if (isInEllipse(x, y, [0, 1.05, 0.72, 0.72])) return shirt;
  if (isInEllipse(x, y, [0, 0.05, 0.33, 0.55 * hairLength]) && y > -0.2) return hair;
  const light = 0.86 + 0.14 * Math.max(0, 1 - Math.hypot(x + 1.1, y + 0.7));
  return [wall[0] * light, wall[1] * light, wall[2] * light];
};

/** A still picture as a camera: YUV4MPEG2, which Chromium plays by --use-file-for-fake-video-capture. */
export const portraitFile = (portrait: Portrait): Buffer => {
  const luma = Buffer.alloc(WIDTH * HEIGHT);
  const blue = Buffer.alloc(luma.length / 4);
  const red = Buffer.alloc(luma.length / 4);
  for (let row = 0; row < HEIGHT; row += 1) {
    for (let column = 0; column < WIDTH; column += 1) {
      const x = (column - WIDTH / 2) / (HEIGHT / 2);
      const y = row / (HEIGHT / 2) - 1;
      const [r, g, b] = colourAt(x, y, portrait);
      luma[row * WIDTH + column] = 0.299 * r + 0.587 * g + 0.114 * b;
      const quarter = (row >> 1) * (WIDTH / 2) + (column >> 1);
      blue[quarter] = 128 - 0.169 * r - 0.331 * g + 0.5 * b;
      red[quarter] = 128 + 0.5 * r - 0.419 * g - 0.081 * b;
    }
  }
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F15:1 Ip A1:1 C420jpeg\n`);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, blue, red]);
  return Buffer.concat([header, frame, frame]);
};
