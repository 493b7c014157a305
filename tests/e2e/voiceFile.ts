const RATE = 48_000;
const SECONDS = 4;

/** Four seconds of a hum with overtones that comes in syllables, as a voice does: a WAV file of 16 bits. */
export const voiceFile = (): Buffer => {
  const samples = new Int16Array(RATE * SECONDS);
  for (let i = 0; i < samples.length; i += 1) {
    const t = i / RATE;
    const pitch = 150 + 25 * Math.sin(2 * Math.PI * 0.7 * t);
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 2.5 * t)) ** 0.5;
    let sum = 0;
    for (let overtone = 1; overtone <= 12; overtone += 1) {
      sum += Math.sin(2 * Math.PI * pitch * overtone * t) / overtone;
    }
    samples[i] = Math.round(sum * syllable * 9000);
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer)]);
};
