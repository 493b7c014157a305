import { Maximize2, Minimize2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { ScreenView } from './ScreenView';
import type { Share } from './snapshotRoom';
import { StageButton } from './StageButton';
import { TrackVideo } from './TrackVideo';
import { useFullscreen } from '@/ui/useFullscreen';

export interface ShareStageProps {
  shares: readonly Share[];
  onStop: () => void;
}

/** A shared screen, large. Of several the newest is shown until the person picks another. */
export function ShareStage({ shares, onStop }: ShareStageProps) {
  const t = useTranslations('call');
  const [picked, setPicked] = useState<string | null>(null);
  const share = shares.find(({ id }) => id === picked) ?? shares.at(-1);
  if (!share) return null;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col gap-2">
      {shares.length > 1 && (
        <div role="group" aria-label={t('screens')} className="flex shrink-0 gap-1.5 overflow-x-auto p-0.5">
          {shares.map((one) => (
            <Button
              key={one.id}
              size="sm"
              variant="stage"
              aria-pressed={one.id === share.id}
              onPress={() => setPicked(one.id)}
              className={cx('max-w-56 truncate', one.id === share.id && 'inset-ring-2 inset-ring-speaking')}
            >
              {one.isLocal ? t('yourScreen') : t('screenOf', { name: one.name })}
            </Button>
          ))}
        </div>
      )}
      <div className="min-h-0 flex-1">
        {share.isLocal ? (
          <OwnScreen share={share} onStop={onStop} />
        ) : (
          <Screen key={share.id} share={share} />
        )}
      </div>
    </div>
  );
}

function Screen({ share }: { share: Share }) {
  const t = useTranslations('call');
  const ref = useRef<HTMLDivElement>(null);
  const fullscreen = useFullscreen(ref);
  return (
    <ScreenView screenRef={ref} share={share}>
      {fullscreen && (
        <StageButton
          label={
            fullscreen.isOn
              ? t('exitFullscreen')
              : t('fullscreenOf', { name: t('screenOf', { name: share.name }) })
          }
          onPress={fullscreen.toggle}
        >
          {fullscreen.isOn ? <Minimize2 /> : <Maximize2 />}
        </StageButton>
      )}
    </ScreenView>
  );
}

/** Instead of a hall of mirrors: that one shares, a small look at it, and the way to stop. */
function OwnScreen({ share, onStop }: { share: Share; onStop: () => void }) {
  const t = useTranslations('call');
  return (
    <div className="flex size-full flex-col items-center justify-center gap-4 overflow-hidden rounded-2xl border border-dashed border-stage-line p-4 text-center">
      {share.track && (
        <div className="aspect-video w-56 max-w-full min-h-0 shrink overflow-hidden rounded-xl bg-black">
          <TrackVideo track={share.track} label={t('yourScreen')} className="object-contain" />
        </div>
      )}
      <p className="text-base font-medium sm:text-lg">{t('sharingYourScreen')}</p>
      <Button variant="danger" onPress={onStop}>
        {t('stopSharing')}
      </Button>
    </div>
  );
}
