import type { ReactNode } from 'react';

export interface CallPictureProps {
  /** What is to be seen, for those who don't see it. */
  label: string;
  leftName: string;
  rightName: string;
}

const LENS = 'M280 76a152 152 0 0 1 0 258a152 152 0 0 1 0-258Z';
const WAVE = [18, 34, 62, 96, 54, 84, 40, 22];

/** A call, drawn as the product's sign: two linked rings, a face in each, and the voice where they meet. */
export function CallPicture({ label, leftName, rightName }: CallPictureProps) {
  return (
    <svg viewBox="18 24 524 436" role="img" aria-label={label} className="h-auto w-full">
      <defs>
        <clipPath id="left-ring">
          <circle cx="200" cy="205" r="152" />
        </clipPath>
        <clipPath id="right-ring">
          <circle cx="360" cy="205" r="152" />
        </clipPath>
      </defs>
      <circle
        cx="200"
        cy="205"
        r="170"
        strokeWidth="4"
        className="animate-breathe fill-none stroke-speaking"
      />
      <Ring x={200} tile="fill-accent-soft" clip="left-ring">
        <Aoi />
      </Ring>
      <Ring x={360} tile="fill-warn-soft" clip="right-ring">
        <Jonas />
      </Ring>
      <path d={LENS} className="fill-danger" />
      <g strokeWidth="6" strokeLinecap="round" className="stroke-on-danger">
        {WAVE.map((height, index) => {
          const x = 245 + index * 10;
          return <path key={x} d={`M${x} ${205 - height / 2}v${height}`} />;
        })}
      </g>
      <g fill="none" strokeWidth="10" className="stroke-accent">
        <circle cx="200" cy="205" r="152" />
        <circle cx="360" cy="205" r="152" />
      </g>
      <Name x={92} text={leftName} />
      <Name x={468} text={rightName} />
      <Controls />
    </svg>
  );
}

function Ring({ x, tile, clip, children }: { x: number; tile: string; clip: string; children: ReactNode }) {
  return (
    <g clipPath={`url(#${clip})`}>
      <circle cx={x} cy="205" r="152" className={tile} />
      {children}
    </g>
  );
}

function Aoi() {
  return (
    <g transform="translate(138 0)">
      <path
        d="M-52 196c0-62 22-92 54-92s54 30 54 92c0 34-4 58-10 74h-88c-6-16-10-40-10-74Z"
        className="fill-stage"
      />
      <path d="M-96 372c2-62 36-94 98-94s96 32 98 94Z" className="fill-accent" />
      <path d="M-22 282 2 330l24-48Z" className="fill-on-stage" />
      <path d="M-30 280 6 352M34 280-6 352" strokeWidth="7" className="stroke-on-accent" />
      <path d="M-12 242h28v40c0 10-28 10-28 0Z" className="fill-on-stage" />
      <ellipse cx="2" cy="202" rx="41" ry="50" className="fill-on-stage" />
      <path
        d="M-42 196c0-34 18-56 44-56s44 22 44 56c-8-18-16-26-26-30-18 6-44 6-62 30Z"
        className="fill-stage"
      />
      <g fill="none" strokeWidth="3.5" strokeLinecap="round" className="stroke-stage">
        <path d="M-22 206q7-7 14 0M12 206q7-7 14 0" />
      </g>
      <path d="M-7 228q9 11 18 0q-9-4-18 0Z" className="fill-danger" />
    </g>
  );
}

function Jonas() {
  return (
    <g transform="translate(424 0)">
      <path d="M-100 372c2-60 38-92 98-92s96 32 98 92Z" className="fill-success" />
      <path d="M-32 282c6 20 54 20 60 0l6 10c-8 26-64 26-72 0Z" className="fill-on-accent" />
      <path d="M-17 240h30v44c0 10-30 10-30 0Z" className="fill-on-stage" />
      <ellipse cx="-2" cy="200" rx="42" ry="50" className="fill-on-stage" />
      <path
        d="M-46 196c-6-44 16-66 48-66 30 0 48 24 42 66l-8-4c0-14-4-24-10-30-20 4-40 0-54-8-8 8-10 22-10 38Z"
        className="fill-stage"
      />
      <path d="M-44 204c2 40 18 56 42 56s40-16 42-56c-8 18-18 22-42 22s-34-4-42-22Z" className="fill-stage" />
      <g fill="none" strokeWidth="3.5" strokeLinecap="round" className="stroke-stage">
        <path d="M-27 200q7-7 14 0M9 200q7-7 14 0" />
        <circle cx="-20" cy="199" r="13" strokeWidth="2.5" />
        <circle cx="16" cy="199" r="13" strokeWidth="2.5" />
        <path d="M-7 197q5-4 10 0" strokeWidth="2.5" />
      </g>
      <path
        d="M-10 237q8 5 16 0"
        fill="none"
        strokeWidth="3.5"
        strokeLinecap="round"
        className="stroke-on-stage"
      />
    </g>
  );
}

function Name({ x, text }: { x: number; text: string }) {
  return (
    <g>
      <rect x={x - 44} y="318" width="88" height="32" rx="16" className="fill-stage" />
      <text x={x} y="339.5" textAnchor="middle" fontSize="15" fontWeight="600" className="fill-on-stage">
        {text}
      </text>
    </g>
  );
}

function Controls() {
  return (
    <g fill="none" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round" className="stroke-on-stage">
      <rect x="148" y="384" width="264" height="64" rx="32" stroke="none" className="fill-stage" />
      {[188, 249, 310].map((x) => (
        <circle key={x} cx={x} cy="416" r="22" stroke="none" className="fill-stage-raised" />
      ))}
      <circle cx="371" cy="416" r="22" stroke="none" className="fill-danger" />
      <path d="M188 405a4 4 0 0 1 4 4v6a4 4 0 0 1-8 0v-6a4 4 0 0 1 4-4Zm8 10a8 8 0 0 1-16 0M188 423v4" />
      <path d="M240 409h12a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-12a2 2 0 0 1-2-2v-10a2 2 0 0 1 2-2Zm14 5 6-4v12l-6-4" />
      <path d="M301 407h18a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-18a2 2 0 0 1-2-2v-10a2 2 0 0 1 2-2Zm6 18h6m-3-4v4m0-6v-9m-4 4 4-4 4 4" />
      <path d="M362 421c-2-2-2-5 0-6 5-4 13-4 18 0 2 1 2 4 0 6l-4-2v-3a14 14 0 0 0-10 0v3Z" />
    </g>
  );
}
