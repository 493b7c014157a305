import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useTRPC } from '@/api/client';
import { useLive } from '@/api/useLive';
import { Button } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { IconButton } from '@/ui/IconButton';
import { readDevicePreferences } from './deviceMemory';
import { LobbyRow } from './LobbyRow';
import { playChime } from './playChime';

const KNOCK = [440, 440];

/** For those who host: who asks to come in, over the pictures for as long as somebody does. */
export function CallLobby({ roomId }: { roomId: string }) {
  const t = useTranslations('lobby');
  const trpc = useTRPC();
  const client = useQueryClient();
  useLive({ roomId });
  const query = trpc.rooms.lobby.queryOptions({ roomId }, { meta: { handles: 'all' } });
  const people = useQuery(query).data ?? [];
  const [isOpen, setIsOpen] = useState(true);
  useKnock(people);

  const section = useRef<HTMLElement>(null);
  /** Whether somebody was answered by the keyboard just now. */
  const hasAnswered = useRef(false);
  const drop = (isGone: (person: (typeof people)[number]) => boolean) => {
    // After a click the keyboard is free: Space, held to talk, must not let the next one in.
    hasAnswered.current = document.activeElement?.matches(':focus-visible') ?? false;
    client.setQueryData(query.queryKey, (now) => now?.filter((person) => !isGone(person)));
  };
  const settle = { onSettled: async () => await client.invalidateQueries(query) };
  const admit = useMutation(
    trpc.rooms.admit.mutationOptions({
      ...settle,
      onMutate: ({ people: chosen }) => drop(({ id }) => !chosen || chosen.some((one) => one.id === id)),
    }),
  );
  const deny = useMutation(
    trpc.rooms.deny.mutationOptions({
      ...settle,
      // Who has gone by themselves is turned away as well as can be.
      meta: { handles: ['NOT_FOUND'] },
      onMutate: ({ person }) => drop(({ id }) => id === person.id),
    }),
  );

  const count = people.length;
  useEffect(() => {
    if (!hasAnswered.current) return;
    hasAnswered.current = false;
    // The button that was pressed is gone, and the focus with it: on to the next one, or to the call.
    const next = count > 0 ? section.current?.querySelector<HTMLElement>('li button') : null;
    (next ?? document.querySelector('main'))?.focus();
  }, [count]);

  const [first] = people;
  if (!first) return null;
  const title = people.length === 1 ? t('one', { name: first.name }) : t('many', { count: people.length });
  return (
    <section
      ref={section}
      data-lobby
      aria-label={t('hostLabel')}
      className="absolute inset-x-3 top-14 z-30 flex max-h-[60%] animate-rise flex-col overflow-hidden rounded-2xl border border-line bg-raised text-ink shadow-high sm:top-16 sm:right-4 sm:left-auto sm:w-96 md:group-has-[aside]/call:right-[21.5rem]"
    >
      <p role="status" className="sr-only">
        {title}
      </p>
      <header className="flex items-center gap-2 py-2.5 pr-2.5 pl-4">
        <h2 className="min-w-0 flex-1 truncate text-sm font-semibold">{title}</h2>
        {people.length > 1 && (
          <Button size="sm" variant="primary" onPress={() => admit.mutate({ roomId, people: null })}>
            {t('admitAll')}
          </Button>
        )}
        <IconButton
          size="sm"
          label={t(isOpen ? 'fold' : 'unfold')}
          aria-expanded={isOpen}
          onPress={() => setIsOpen(!isOpen)}
        >
          <ChevronDown className={cx('transition-transform', isOpen && 'rotate-180')} />
        </IconButton>
      </header>
      {isOpen && (
        <ul aria-label={t('people')} className="min-h-0 divide-y divide-line-faint overflow-y-auto px-4 pb-2">
          {people.map((person) => (
            <LobbyRow
              key={person.id}
              person={person}
              onAdmit={() => admit.mutate({ roomId, people: [{ id: person.id, isGuest: person.isGuest }] })}
              onDeny={(isForGood) =>
                deny.mutate({ roomId, person: { id: person.id, isGuest: person.isGuest }, isForGood })
              }
            />
          ))}
        </ul>
      )}
    </section>
  );
}

/** A knock for everybody who is new; several who come in one moment are heard once. */
const useKnock = (people: readonly { id: string }[]) => {
  const known = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const isNew = people.some(({ id }) => !known.current.has(id));
    known.current = new Set(people.map(({ id }) => id));
    if (isNew) playChime(readDevicePreferences().speakerId, KNOCK).catch(() => undefined);
  }, [people]);
};
