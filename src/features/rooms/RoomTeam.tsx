'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { pictureUrl } from '@/shared/fileUrl';
import { canInRoom, type RoomRole } from '@/shared/permissions';
import { Avatar } from '@/ui/Avatar';
import { Badge } from '@/ui/Badge';
import { Card } from '@/ui/Card';
import { InviteDialog } from './InviteDialog';
import { NewLinkDialog } from './NewLinkDialog';
import { RoomBars } from './RoomBars';
import { RoomLinkRow } from './RoomLinkRow';
import { RoomPersonRow } from './RoomPersonRow';
import { TeamSection } from './TeamSection';

export interface RoomTeamProps {
  roomId: string;
  role: RoomRole;
  /** The address that links begin with. */
  siteUrl: string;
}

/** Who has a role in the room, the links and invitations that give one, and who is kept out. For those who may invite. */
export function RoomTeam({ roomId, role, siteUrl }: RoomTeamProps) {
  const t = useTranslations('lobby.team');
  const { rooms } = useTRPC();
  const { data: team } = useQuery(rooms.people.list.queryOptions({ roomId }));
  const { data: links } = useQuery(rooms.links.list.queryOptions({ roomId }));
  const canChange = canInRoom(role, 'people:role');
  return (
    <Card title={t('title')} description={t('text')}>
      <div className="flex flex-col gap-5">
        <TeamSection title={t('people')} action={<InviteDialog roomId={roomId} canMakeHosts={canChange} />}>
          {team?.host && (
            <li className="flex items-center gap-3 py-2.5">
              <Avatar
                name={team.host.name}
                id={team.host.id}
                src={pictureUrl(team.host.avatarId)}
                size="sm"
              />
              <span className="min-w-0 flex-1 truncate text-sm font-medium">{team.host.name}</span>
              <Badge tone="accent">{t('host')}</Badge>
            </li>
          )}
          {team?.people.map((person) => (
            <li key={person.id} className="py-2.5">
              <RoomPersonRow person={person} roomId={roomId} canChange={canChange} />
            </li>
          ))}
          {team?.people.length === 0 && <li className="py-2.5 text-sm text-ink-soft">{t('nobody')}</li>}
        </TeamSection>
        <TeamSection title={t('links')} action={<NewLinkDialog roomId={roomId} canMakeHosts={canChange} />}>
          {links?.map((link) => (
            <li key={link.id} className="py-2.5">
              <RoomLinkRow link={link} roomId={roomId} siteUrl={siteUrl} />
            </li>
          ))}
          {links?.length === 0 && <li className="py-2.5 text-sm text-ink-soft">{t('noLinks')}</li>}
        </TeamSection>
        {canInRoom(role, 'room:bar') && <RoomBars roomId={roomId} />}
      </div>
    </Card>
  );
}
