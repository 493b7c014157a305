import {
  Crown,
  EllipsisVertical,
  Hand,
  MicOff,
  Mic,
  MonitorX,
  ShieldCheck,
  Sparkles,
  SlidersHorizontal,
  UserX,
  VideoOff,
  Video,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { canInRoom, outranks, type RoomRole } from '@/shared/permissions';
import { IconButton } from '@/ui/IconButton';
import { Menu } from '@/ui/Menu';
import { MenuItem } from '@/ui/MenuItem';
import { MenuSection } from '@/ui/MenuSection';
import { personRef } from './personRef';
import type { Person } from './snapshotRoom';
import type { Moderation } from './useModeration';

export interface PersonMenuProps {
  person: Person;
  /** One's own. */
  role: RoomRole;
  isSpotlit: boolean;
  moderation: Moderation;
  onAsk: (what: 'rights' | 'remove' | 'handOver') => void;
}

/** What a host can do to one person in the call. */
export function PersonMenu({ person, role, isSpotlit, moderation, onAsk }: PersonMenuProps) {
  const t = useTranslations('moderation');
  const { identity, name } = person;
  const canAct = !person.isLocal && outranks(role, person.role);
  const isAccount = !personRef(identity).isGuest;
  return (
    <Menu
      trigger={
        <IconButton label={t('menu', { name })} size="sm">
          <EllipsisVertical />
        </IconButton>
      }
    >
      <MenuSection>
        {canAct && person.isMicrophoneOn && (
          <MenuItem icon={<MicOff />} onAction={() => moderation.stop(identity, 'microphone')}>
            {t('mute')}
          </MenuItem>
        )}
        {canAct && !person.isMicrophoneOn && (
          <MenuItem icon={<Mic />} onAction={() => moderation.ask(identity, 'microphone')}>
            {t('askMicrophone')}
          </MenuItem>
        )}
        {canAct && person.isCameraOn && (
          <MenuItem icon={<VideoOff />} onAction={() => moderation.stop(identity, 'camera')}>
            {t('stopCamera')}
          </MenuItem>
        )}
        {canAct && !person.isCameraOn && (
          <MenuItem icon={<Video />} onAction={() => moderation.ask(identity, 'camera')}>
            {t('askCamera')}
          </MenuItem>
        )}
        {canAct && person.isSharing && (
          <MenuItem icon={<MonitorX />} onAction={() => moderation.stop(identity, 'screen')}>
            {t('stopShare')}
          </MenuItem>
        )}
        {person.handAt > 0 && canInRoom(role, 'hand:lower') && (
          <MenuItem icon={<Hand />} onAction={() => moderation.lowerHand(identity)}>
            {t('lowerHand')}
          </MenuItem>
        )}
        <MenuItem icon={<Sparkles />} onAction={() => moderation.spotlight(isSpotlit ? null : identity)}>
          {t(isSpotlit ? 'endSpotlight' : 'spotlight')}
        </MenuItem>
      </MenuSection>
      {canAct && (
        <MenuSection>
          <MenuItem icon={<SlidersHorizontal />} onAction={() => onAsk('rights')}>
            {t('personRights')}
          </MenuItem>
          {isAccount && person.role !== 'guest' && canInRoom(role, 'people:role') && (
            <MenuItem
              icon={<ShieldCheck />}
              onAction={() =>
                moderation.setRole(identity, person.role === 'cohost' ? 'participant' : 'cohost')
              }
            >
              {t(person.role === 'cohost' ? 'endCohost' : 'makeCohost')}
            </MenuItem>
          )}
          {isAccount && person.role !== 'guest' && canInRoom(role, 'room:handOver') && (
            <MenuItem icon={<Crown />} onAction={() => onAsk('handOver')}>
              {t('handOver')}
            </MenuItem>
          )}
          <MenuItem icon={<UserX />} tone="danger" onAction={() => onAsk('remove')}>
            {t('remove')}
          </MenuItem>
        </MenuSection>
      )}
    </Menu>
  );
}
