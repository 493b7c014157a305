import { useEffect } from 'react';

/** Above the control bar. */
const TOAST_BOTTOM = '6rem';

/** The stage is dark in both themes, and with it its menus, dialogs and messages, which live outside of it. */
export const useDarkPage = () => {
  useEffect(() => {
    const { dataset, style } = document.documentElement;
    const { theme } = dataset;
    dataset['theme'] = 'dark';
    style.setProperty('--toast-bottom', TOAST_BOTTOM);
    return () => {
      if (theme === undefined) delete dataset['theme'];
      else dataset['theme'] = theme;
      style.removeProperty('--toast-bottom');
    };
  }, []);
};
