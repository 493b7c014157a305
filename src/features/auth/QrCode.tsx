import { encode } from 'uqr';

/** A text as a QR code, drawn as one path. Always dark on light: that is what cameras look for. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 1 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      className="size-full bg-white text-black"
    >
      <path d={path.join('')} fill="currentColor" shapeRendering="crispEdges" />
    </svg>
  );
}
