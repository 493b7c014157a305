import { useEffect } from 'react';

/** The stage is dark in both themes, and with it its menus, dialogs and messages, which live outside of it. */
export const useDarkPage = () => {
  useEffect(() => {
    const { dataset } = document.documentElement;
    const { theme } = dataset;
    dataset['theme'] = 'dark';
    return () => {
      if (theme === undefined) delete dataset['theme'];
      else dataset['theme'] = theme;
    };
  }, []);
};
