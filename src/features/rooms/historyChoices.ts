/** The select's word for "as long as the room": a form has only text. */
const FOREVER = 'forever';

const CHOICES = [null, 365, 90, 30, 7, 1, 0] as const;

/** For how many days messages may be kept, the longest first, and what a room has now among them. */
export const historyChoices = (current: number | null): (number | null)[] => {
  const choices: (number | null)[] = [...CHOICES];
  if (!choices.includes(current)) choices.push(current);
  return choices.toSorted((a, b) => (b ?? Infinity) - (a ?? Infinity));
};

export const writeHistoryDays = (days: number | null) => (days === null ? FOREVER : String(days));

export const readHistoryDays = (entry: FormDataEntryValue | null) =>
  entry === FOREVER ? null : Number(entry ?? Number.NaN);
