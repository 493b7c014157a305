import {
  ASSUMED,
  costOfMeetingHour,
  type Part,
  type Recorder,
  RECORDER_NAMES,
  sizeFor,
  trafficFor,
  trafficOfOne,
} from './model.ts';

const SIZES = [100, 1000, 10_000];
const number = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 1 });
const dollars = (value: number) => `$${value.toFixed(3)}`;
const people = SIZES.map((size) => `${number(size)} people`);

const told = ({ instances, cores, memoryGb }: Part) =>
  instances > 0
    ? `${number(instances)} with ${number(cores)} cores, ${number(memoryGb)} GB`
    : `${number(cores)} ${cores === 1 ? 'core' : 'cores'}`;

const sumsWith = (recorder: Recorder) =>
  SIZES.map((size) => {
    const parts = sizeFor(size, recorder);
    const cores = parts.reduce((sum, part) => sum + part.cores, 0);
    const memory = parts.reduce((sum, part) => sum + part.memoryGb, 0);
    return `${number(cores)} cores, ${number(memory)} GB`;
  });

/** What each part needs: instances, cores, memory. */
export function partTable(): string[][] {
  const parts = SIZES.flatMap((size) => sizeFor(size));
  const own = SIZES.flatMap((size) => sizeFor(size, 'own')).filter(({ name }) => name === RECORDER_NAMES.own);
  const rowOf = (name: string, among: Part[]) =>
    [name].concat(among.filter((part) => part.name === name).map(told));
  const rows = [...new Set(parts.map(({ name }) => name))].map((name) => rowOf(name, parts));
  const traffic = SIZES.map(trafficFor).map(({ in: into, out }) => `${number(into)} in, ${number(out)} out`);
  return [
    ['part', ...people],
    ...rows,
    ['together', ...sumsWith('official')],
    rowOf(RECORDER_NAMES.own, own),
    ['then together', ...sumsWith('own')],
    ['Gbit/s of the media servers', ...traffic],
  ];
}

/** What an hour of one meeting costs. */
export function costTable(): string[][] {
  const places = Object.keys(ASSUMED.prices) as (keyof typeof ASSUMED.prices)[];
  const rows: string[][] = [];
  for (const place of places) {
    for (const size of SIZES) {
      const { machines, sent, kept, all } = costOfMeetingHour(size, place);
      const perPerson = all / ASSUMED.meeting.people;
      rows.push([
        `${place}, ${number(size)} people at once`,
        ...[machines, sent, kept, all, perPerson].map(dollars),
        dollars(costOfMeetingHour(size, place, 'own').all),
      ]);
    }
  }
  const head = ['an hour of a meeting', 'machines', 'traffic', 'recordings', 'together', 'a person'];
  return [[...head, 'with our own recorder'], ...rows];
}

/** One person's share of the media server's work. */
export function onePerson(): string {
  const { sent, received } = trafficOfOne();
  const packets = number(sent.packets + received.packets);
  return `One person in a meeting of ${ASSUMED.meeting.people} sends ${number(sent.kbits)} kbit/s and gets ${number(received.kbits)}: ${packets} packets a second.`;
}
