import { Time, type TimeProps } from './Time';

/** What stands in for an empty tag of a message: a moment, in the reader's time zone. */
export const timeTag = (value: TimeProps['value'], locale: string, format: TimeProps['format']) => () => (
  <Time value={value} locale={locale} format={format} />
);
