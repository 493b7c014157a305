export interface Stay {
  id: string;
  /** The account, or the guest: one of the two. */
  userId: string | null;
  guestId: string | null;
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

const isSamePerson = ({ stays: [first] }: Attendee, stay: Stay) =>
  first !== undefined && first.userId === stay.userId && first.guestId === stay.guestId;

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
