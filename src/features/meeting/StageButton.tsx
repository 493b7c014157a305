import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Tooltip } from '@/ui/Tooltip';
import { cx } from '@/ui/cx';

export interface StageButtonProps {
  label: string;
  children: ReactNode;
  onPress: () => void;
  className?: string | undefined;
}

/** A small round button that lies over a picture. */
export function StageButton({ label, children, onPress, className }: StageButtonProps) {
  return (
    <Tooltip content={label}>
      <Button
        aria-label={label}
        onPress={onPress}
        className={cx(
          'grid size-8 shrink-0 cursor-pointer place-items-center rounded-full bg-stage/80 text-on-stage transition-[opacity,background-color] hover:bg-stage-hover pointer-coarse:size-10 [&_svg]:size-4',
          className,
        )}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
