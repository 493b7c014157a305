export interface Stay {
  id: string;
  userId: string | null;
  name: string;
  joinedAt: string;
  leftAt: string | null;
}

export interface Attendee {
  /** The id of the first stay. */
  id: string;
  name: string;
  isGuest: boolean;
  /** In the order of coming in. */
  stays: Stay[];
}

const startOf = (stay: Stay) => Date.parse(stay.joinedAt);
const endOf = (stay: Stay) => (stay.leftAt === null ? Infinity : Date.parse(stay.leftAt));

const isSamePerson = (attendee: Attendee, stay: Stay) => {
  const last = attendee.stays.at(-1);
  if (!last || last.userId !== stay.userId) return false;
  if (stay.userId !== null) return true;
  // Guests have nothing but a name: two of one name at the same time are two people.
  return last.name === stay.name && endOf(last) <= startOf(stay);
};

/** The stays of a meeting by person, who came first first; those who left and came back are one. */
export const attendeesOf = (stays: readonly Stay[]): Attendee[] => {
  const attendees: Attendee[] = [];
  for (const stay of stays.toSorted((a, b) => startOf(a) - startOf(b))) {
    const known = attendees.find((attendee) => isSamePerson(attendee, stay));
    if (known) known.stays.push(stay);
    else attendees.push({ id: stay.id, name: stay.name, isGuest: stay.userId === null, stays: [stay] });
  }
  return attendees;
};

/** Milliseconds that somebody was there, without end for who still is; what two devices overlap counts once. */
export const timeInMeeting = ({ stays }: Attendee): number => {
  let total = 0;
  let until = -Infinity;
  for (const stay of stays) {
    const end = endOf(stay);
    total += Math.max(0, end - Math.max(startOf(stay), until));
    until = Math.max(until, end);
  }
  return total;
};
