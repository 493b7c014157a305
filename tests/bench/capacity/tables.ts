import { ASSUMED, costOfMeetingHour, sizeFor, trafficFor, trafficOfOne } from './model.ts';

const SIZES = [100, 1000, 10_000];
const number = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 1 });
const dollars = (value: number) => `$${value.toFixed(3)}`;
const people = SIZES.map((size) => `${number(size)} people`);

/** What each part needs: instances, cores, memory. */
export function partTable(): string[][] {
  const sized = SIZES.map(sizeFor);
  const names = (sized[0] ?? []).map(({ name }) => name);
  const rows = names.map((name, index) => [
    name,
    ...sized.map((parts) => {
      const { instances = 0, cores = 0, memoryGb = 0 } = parts[index] ?? {};
      return instances > 0
        ? `${number(instances)} with ${number(cores)} cores, ${number(memoryGb)} GB`
        : `${number(cores)} ${cores === 1 ? 'core' : 'cores'}`;
    }),
  ]);
  const sums = sized.map((parts) => {
    const cores = parts.reduce((sum, part) => sum + part.cores, 0);
    const memory = parts.reduce((sum, part) => sum + part.memoryGb, 0);
    return `${number(cores)} cores, ${number(memory)} GB`;
  });
  const traffic = SIZES.map(trafficFor).map(({ in: into, out }) => `${number(into)} in, ${number(out)} out`);
  return [['part', ...people], ...rows, ['together', ...sums], ['Gbit/s of the media servers', ...traffic]];
}

/** What an hour of one meeting costs. */
export function costTable(): string[][] {
  const places = Object.keys(ASSUMED.prices) as (keyof typeof ASSUMED.prices)[];
  const rows = places.flatMap((place) =>
    SIZES.map((size) => {
      const { machines, sent, kept, all } = costOfMeetingHour(size, place);
      return [
        `${place}, ${number(size)} people at once`,
        dollars(machines),
        dollars(sent),
        dollars(kept),
        dollars(all),
        dollars(all / ASSUMED.meeting.people),
      ];
    }),
  );
  return [['an hour of a meeting', 'machines', 'traffic', 'recordings', 'together', 'a person'], ...rows];
}

/** One person's share of the media server's work. */
export function onePerson(): string {
  const { sent, received } = trafficOfOne();
  const packets = number(sent.packets + received.packets);
  return `One person in a meeting of ${ASSUMED.meeting.people} sends ${number(sent.kbits)} kbit/s and gets ${number(received.kbits)}: ${packets} packets a second.`;
}
