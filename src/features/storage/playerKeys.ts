import { type Playback, RATES } from './createPlayback';

export type PlayerKeyId =
  | 'toggle'
  | 'back5'
  | 'ahead5'
  | 'back10'
  | 'ahead10'
  | 'begin'
  | 'end'
  | 'part'
  | 'mute'
  | 'fullscreen'
  | 'slower'
  | 'faster'
  | 'help';

interface PlayerKey {
  id: PlayerKeyId;
  /** `KeyboardEvent.key`s, in lower case. */
  keys: readonly string[];
  /** What key caps show. */
  caps: readonly string[];
}

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Every key of the player: what the keyboard does and what the list of keys says are read from here alone. */
export const PLAYER_KEYS: readonly PlayerKey[] = [
  { id: 'toggle', keys: [' ', 'k'], caps: ['Space', 'K'] },
  { id: 'back5', keys: ['arrowleft'], caps: ['←'] },
  { id: 'ahead5', keys: ['arrowright'], caps: ['→'] },
  { id: 'back10', keys: ['j'], caps: ['J'] },
  { id: 'ahead10', keys: ['l'], caps: ['L'] },
  { id: 'begin', keys: ['home'], caps: ['Home'] },
  { id: 'end', keys: ['end'], caps: ['End'] },
  { id: 'part', keys: DIGITS, caps: ['0', '…', '9'] },
  { id: 'mute', keys: ['m'], caps: ['M'] },
  { id: 'fullscreen', keys: ['f'], caps: ['F'] },
  { id: 'slower', keys: ['<'], caps: ['<'] },
  { id: 'faster', keys: ['>'], caps: ['>'] },
  { id: 'help', keys: ['?'], caps: ['?'] },
];

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** What a key press asks of the player, or null. */
export const playerKeyOf = ({ key, ctrlKey, metaKey, altKey }: KeyPress): PlayerKeyId | null => {
  if (ctrlKey || metaKey || altKey) return null;
  return PLAYER_KEYS.find(({ keys }) => keys.includes(key.toLowerCase()))?.id ?? null;
};

/** The next speed up or down; the fastest and the slowest stay. */
export const nextRate = (rate: number, step: 1 | -1): number => {
  const others = RATES.filter((one) => (step > 0 ? one > rate : one < rate));
  return (step > 0 ? others[0] : others.at(-1)) ?? rate;
};

/** Does what a key asks for, where that is the playback's to do. */
export const pressPlayerKey = (
  playback: Playback,
  id: Exclude<PlayerKeyId, 'fullscreen' | 'help'>,
  key: string,
) => {
  const { time, duration, rate } = playback.state();
  switch (id) {
    case 'toggle':
      return playback.toggle();
    case 'back5':
      return playback.seek(time - 5);
    case 'ahead5':
      return playback.seek(time + 5);
    case 'back10':
      return playback.seek(time - 10);
    case 'ahead10':
      return playback.seek(time + 10);
    case 'begin':
      return playback.seek(0);
    case 'end':
      return playback.seek(duration);
    case 'part':
      return playback.seek((Number(key) / 10) * duration);
    case 'mute':
      return playback.toggleMuted();
    case 'slower':
      return playback.setRate(nextRate(rate, -1));
    case 'faster':
      return playback.setRate(nextRate(rate, 1));
  }
};
