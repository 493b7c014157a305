import sharp from 'sharp';

/** A picture of one colour. */
export const picture = async (name: string, [width, height]: [number, number] = [400, 200]) => ({
  name,
  mimeType: 'image/png',
  buffer: await sharp({ create: { width, height, channels: 3, background: '#1d4e89' } })
    .png()
    .toBuffer(),
});

const PDF_OBJECTS = [
  '<</Type/Catalog/Pages 2 0 R>>',
  '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>',
];

/** A PDF of one empty page. */
export const pdf = (name: string) => {
  let content = '%PDF-1.4\n';
  const starts = PDF_OBJECTS.map((object, index) => {
    const start = content.length;
    content += `${index + 1} 0 obj${object}endobj\n`;
    return `${String(start).padStart(10, '0')} 00000 n \n`;
  });
  const count = PDF_OBJECTS.length + 1;
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${starts.join('')}`;
  const end = `trailer<</Root 1 0 R/Size ${count}>>\nstartxref\n${content.length}\n%%EOF`;
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(content + table + end) };
};

export const textFile = (name: string, content: string, mimeType = 'text/plain') => ({
  name,
  mimeType,
  buffer: Buffer.from(content),
});
