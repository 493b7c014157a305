import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { RECORDING_LAYOUTS, type RecordingLayout } from '@/shared/recordings';
import { cx } from '@/ui/cx';

export interface LayoutChoiceProps {
  value: RecordingLayout;
  onChange: (layout: RecordingLayout) => void;
  isDisabled?: boolean | undefined;
}

/** What a recording shows, as three small pictures of it. Arrow keys move the choice. */
export function LayoutChoice({ value, onChange, isDisabled = false }: LayoutChoiceProps) {
  const t = useTranslations('recording.layout');
  const name = useId();
  return (
    <fieldset disabled={isDisabled} className="disabled:opacity-50">
      <legend className="mb-2 text-sm font-medium">{t('label')}</legend>
      <div className="grid grid-cols-3 gap-2 sm:gap-3">
        {RECORDING_LAYOUTS.map((layout) => (
          <label
            key={layout}
            className={cx(
              'relative flex flex-col gap-1.5 rounded-xl border border-line p-2 has-[:enabled]:cursor-pointer sm:p-2.5',
              'has-[:checked]:border-accent has-[:checked]:bg-accent-soft has-[:enabled]:hover:border-line-strong',
              'has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-focus',
            )}
          >
            <input
              type="radio"
              name={name}
              value={layout}
              checked={layout === value}
              aria-labelledby={`${name}-${layout}`}
              aria-describedby={`${name}-${layout}-text`}
              onChange={() => onChange(layout)}
              className="absolute inset-0 cursor-[inherit] appearance-none rounded-xl outline-none"
            />
            <LayoutPicture layout={layout} />
            <span id={`${name}-${layout}`} className="text-sm font-medium">
              {t(layout)}
            </span>
            <span id={`${name}-${layout}-text`} className="text-xs text-ink-soft">
              {t(`${layout}Text`)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** x, y, width and height of each tile, on a picture of 48 by 27. */
const TILES: Record<RecordingLayout, readonly (readonly [number, number, number, number])[]> = {
  grid: [
    [3, 3, 20, 10],
    [25, 3, 20, 10],
    [3, 15, 20, 10],
    [25, 15, 20, 10],
  ],
  speaker: [
    [3, 3, 32, 21],
    [37, 3, 8, 6],
    [37, 10.5, 8, 6],
    [37, 18, 8, 6],
  ],
  screen: [
    [3, 3, 32, 21],
    [37, 6.5, 8, 6],
    [37, 14, 8, 6],
  ],
};

function LayoutPicture({ layout }: { layout: RecordingLayout }) {
  return (
    <svg viewBox="0 0 48 27" aria-hidden="true" className="w-full rounded-md bg-sunken">
      {TILES[layout].map(([x, y, width, height], index) => {
        const isScreen = layout === 'screen' && index === 0;
        return (
          <g key={`${x} ${y}`}>
            <rect
              x={x}
              y={y}
              width={width}
              height={height}
              rx={1.25}
              className={isScreen ? 'fill-accent' : 'fill-line-strong'}
            />
            {isScreen ? (
              <path d="M8 9h18M8 13h22M8 17h14" strokeWidth={1.25} className="stroke-on-accent" />
            ) : (
              <circle
                cx={x + width / 2}
                cy={y + height / 2}
                r={Math.min(width, height) / 4}
                className="fill-surface"
              />
            )}
          </g>
        );
      })}
    </svg>
  );
}
