import { cx } from './cx';
import { initialsOf } from './initialsOf';

export interface AvatarProps {
  name: string;
  /** Whoever has the same id has the same colour everywhere. */
  id: string;
  src?: string | undefined;
  size?: 'sm' | 'md' | 'lg' | 'xl' | undefined;
  className?: string | undefined;
}

const sizes = {
  sm: 'size-7 text-xs',
  md: 'size-9 text-sm',
  lg: 'size-14 text-lg',
  xl: 'size-24 text-3xl',
};

const HUES = 8;

/** Decoration: the name is expected as text beside it. */
export function Avatar({ name, id, src, size = 'md', className }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      data-hue={hueOf(id)}
      className={cx(
        'avatar inline-grid shrink-0 place-items-center overflow-hidden rounded-full leading-none font-semibold select-none',
        sizes[size],
        className,
      )}
    >
      {src === undefined ? initialsOf(name) : <img src={src} alt="" className="size-full object-cover" />}
    </span>
  );
}

function hueOf(id: string): number {
  let hash = 0;
  for (let index = 0; index < id.length; index += 1) hash = (hash * 31 + id.charCodeAt(index)) >>> 0;
  return hash % HUES;
}
