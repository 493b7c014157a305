import { cookies } from 'next/headers';
import { isTheme, type Theme } from '@/ui/setTheme';

/** The theme that the person chose, for the switches that show it. */
export const currentTheme = async (): Promise<Theme> => {
  const value = (await cookies()).get('webmtg.theme')?.value;
  return isTheme(value) ? value : 'system';
};
