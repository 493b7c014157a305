'use client';

import { useState } from 'react';
import { cx } from './cx';
import { initialsOf } from './initialsOf';

export interface AvatarProps {
  name: string;
  /** Whoever has the same id has the same colour everywhere. */
  id: string;
  /** A picture; the initials stand in for it while it is on its way, and where it never comes. */
  src?: string | undefined;
  size?: 'xs' | 'sm' | 'md' | 'lg' | 'xl' | undefined;
  /** People are round, organisations are square. */
  shape?: 'round' | 'square' | undefined;
  className?: string | undefined;
}

const sizes = {
  xs: 'size-6 text-[0.625rem]',
  sm: 'size-7 text-xs',
  md: 'size-9 text-sm',
  lg: 'size-14 text-lg',
  xl: 'size-24 text-3xl',
};

const HUES = 8;

/** Decoration: the name is expected as text beside it. */
export function Avatar({ name, id, src, size = 'md', shape = 'round', className }: AvatarProps) {
  const [loaded, setLoaded] = useState<string | null>(null);
  const isShown = src !== undefined && loaded === src;
  return (
    <span
      aria-hidden="true"
      data-hue={hueOf(id)}
      className={cx(
        'avatar relative inline-grid shrink-0 place-items-center overflow-hidden leading-none font-semibold select-none',
        shape === 'round' ? 'rounded-full' : 'rounded-[22%]',
        sizes[size],
        className,
      )}
    >
      {initialsOf(name)}
      {src !== undefined && (
        <img
          key={src}
          // It may have come, or failed to, before anybody listened.
          ref={(image) => {
            if (image?.complete && image.naturalWidth > 0) setLoaded(src);
          }}
          src={src}
          alt=""
          onLoad={() => setLoaded(src)}
          // The ground hides the initials behind a picture that lets light through.
          className={cx('absolute inset-0 size-full bg-surface object-cover', !isShown && 'opacity-0')}
        />
      )}
    </span>
  );
}

function hueOf(id: string): number {
  let hash = 0;
  for (let index = 0; index < id.length; index += 1) hash = (hash * 31 + id.charCodeAt(index)) >>> 0;
  return hash % HUES;
}
