import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import type { VListHandle } from 'virtua';
import { useChat, useChatSnapshot } from './ChatContext';
import type { Row } from './groupMessages';

/** Pixels from an end of the list at which one is there. */
const AT_END = 48;
/** Pixels from an end at which what comes next is fetched. */
const AHEAD = 800;

/** Keeps the list where it should be: at its end, at what was unread, or at a message that was jumped to. */
export const useFollow = (
  { list, frame }: { list: RefObject<VListHandle | null>; frame: RefObject<HTMLElement | null> },
  rows: readonly Row[],
) => {
  const { store } = useChat();
  const { hasNewer, target } = useChatSnapshot();
  const [isAtEnd, setIsAtEnd] = useState(true);
  const follows = useRef(true);
  const hasStarted = useRef(false);
  const lastOffset = useRef(0);

  const toEnd = () => {
    follows.current = true;
    list.current?.scrollToIndex(rows.length - 1, { align: 'end' });
  };

  useLayoutEffect(() => {
    if (rows.length === 0) return;
    if (!hasStarted.current) {
      hasStarted.current = true;
      const firstNew = rows.findIndex((row) => row.isFirstNew);
      follows.current = firstNew === -1;
      if (firstNew !== -1) {
        list.current?.scrollToIndex(firstNew, { align: 'center' });
        return;
      }
    }
    if (follows.current) list.current?.scrollToIndex(rows.length - 1, { align: 'end' });
  }, [rows, list]);

  const shownTarget = useRef<typeof target>(null);
  useLayoutEffect(() => {
    if (!target || target === shownTarget.current) return;
    shownTarget.current = target;
    const { id } = target;
    const index = id === null ? rows.length - 1 : rows.findIndex((row) => row.message.id === id);
    if (index === -1) return;
    follows.current = id === null;
    list.current?.scrollToIndex(index, { align: id === null ? 'end' : 'center' });
  }, [target, rows, list]);
  const isSeen = isAtEnd && !hasNewer;
  useEffect(() => {
    const tell = () => store.setWatched(isSeen && document.visibilityState === 'visible');
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [isSeen, store]);
  useEffect(
    () => () => {
      store.setWatched(false);
      store.forgetNew();
    },
    [store],
  );

  // A picture or a card of a file comes after the message that it hangs on, and says so to nobody else.
  const followGrowth = useEffectEvent(() => {
    if (follows.current) toEnd();
  });
  useEffect(() => {
    const content = frame.current?.querySelector('[role="log"] > *');
    if (!content) return;
    const observer = new ResizeObserver(followGrowth);
    observer.observe(content);
    return () => observer.disconnect();
  }, [frame]);

  const onScroll = () => {
    const handle = list.current;
    if (!handle) return;
    const above = handle.scrollOffset;
    const below = handle.scrollSize - handle.viewportSize - above;
    // What grew at the end is farther away now, though nobody went: only who goes up leaves it.
    if (below < AT_END) follows.current = true;
    else if (above < lastOffset.current - 1) follows.current = false;
    lastOffset.current = above;
    setIsAtEnd(follows.current);
    if (above < AHEAD) store.loadOlder();
    if (below < AHEAD) store.loadNewer();
  };

  return {
    isAtEnd: isSeen,
    markedId: target?.id ?? null,
    toEnd,
    onScroll,
    /** The panel became lower: who was at the end still is. */
    onResize: () => {
      if (follows.current) toEnd();
      else onScroll();
    },
  };
};
