'use client';

import { useTranslations } from 'next-intl';
import type { Chapter } from './watchable';

/** What a chapter is called. */
export const useChapterName = () => {
  const t = useTranslations('recordings');
  return ({ kind, name }: Chapter) => t(`chapterKinds.${kind}`, { name: name ?? '' });
};

/** The chapter that plays at a time: its place among them, -1 before the first. */
export const chapterAt = (chapters: readonly Chapter[], time: number) =>
  // What is exactly at its beginning may be played a hair before it.
  chapters.findLastIndex(({ at }) => at <= time + 0.05);
