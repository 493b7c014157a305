import { ASSUMED, costOfMeetingHour, type Part, sizeFor, trafficFor, trafficOfOne } from './model.ts';

const SIZES = [100, 1000, 10_000];
const number = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 1 });
const dollars = (value: number) => `$${value.toFixed(3)}`;
const people = SIZES.map((size) => `${number(size)} people`);

/** What each part needs: instances, cores, memory. */
export function partTable(): string[][] {
  const sized = SIZES.map(sizeFor);
  const names = (sized[0] ?? []).map(({ name }) => name);
  const told = ({ instances, cores, memoryGb }: Part) =>
    instances > 0
      ? `${number(instances)} with ${number(cores)} cores, ${number(memoryGb)} GB`
      : `${number(cores)} ${cores === 1 ? 'core' : 'cores'}`;
  const rows = names.map((name) => {
    const cells = sized.flat().filter((part) => part.name === name);
    return [name].concat(cells.map(told));
  });
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
  const rows: string[][] = [];
  for (const place of places) {
    for (const size of SIZES) {
      const { machines, sent, kept, all } = costOfMeetingHour(size, place);
      const perPerson = all / ASSUMED.meeting.people;
      rows.push([
        `${place}, ${number(size)} people at once`,
        ...[machines, sent, kept, all, perPerson].map(dollars),
      ]);
    }
  }
  return [['an hour of a meeting', 'machines', 'traffic', 'recordings', 'together', 'a person'], ...rows];
}

/** One person's share of the media server's work. */
export function onePerson(): string {
  const { sent, received } = trafficOfOne();
  const packets = number(sent.packets + received.packets);
  return `One person in a meeting of ${ASSUMED.meeting.people} sends ${number(sent.kbits)} kbit/s and gets ${number(received.kbits)}: ${packets} packets a second.`;
}
