import { useState } from 'react';

export type PanelId = 'people' | 'chat';

/** Where a panel lies over the pictures, there is room for one. */
const isNarrow = () => matchMedia('(width < 64rem)').matches;

/** Which panels are open beside the pictures. */
export const usePanels = () => {
  const [open, setOpen] = useState<readonly PanelId[]>([]);
  const show = (id: PanelId) =>
    setOpen((now) => (isNarrow() ? [id] : [...now.filter((other) => other !== id), id]));
  const hide = (id: PanelId) => setOpen((now) => now.filter((other) => other !== id));
  return {
    isOpen: { people: open.includes('people'), chat: open.includes('chat') },
    show,
    hide,
    toggle: (id: PanelId) => (open.includes(id) ? hide(id) : show(id)),
  };
};
