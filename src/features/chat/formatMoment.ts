const FORMATS = {
  time: { timeStyle: 'short' },
  day: { weekday: 'long', month: 'long', day: 'numeric' },
  dayOfYear: { year: 'numeric', month: 'long', day: 'numeric' },
  moment: { dateStyle: 'medium', timeStyle: 'short' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

const known = new Map<string, Intl.DateTimeFormat>();

/** A moment in words; making a format is slow, and a list needs hundreds. */
export const formatMoment = (locale: string, style: keyof typeof FORMATS, moment: string): string => {
  const key = `${locale} ${style}`;
  const format = known.get(key) ?? new Intl.DateTimeFormat(locale, FORMATS[style]);
  known.set(key, format);
  return format.format(new Date(moment));
};

/** A day in words, or null for today. */
export const formatDay = (locale: string, moment: string): string | null => {
  const [day, now] = [new Date(moment), new Date()];
  if (day.toDateString() === now.toDateString()) return null;
  return formatMoment(locale, day.getFullYear() === now.getFullYear() ? 'day' : 'dayOfYear', moment);
};
