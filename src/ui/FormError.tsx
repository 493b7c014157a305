import { Banner } from './Banner';

/** What went wrong with the form as a whole; the fields say their own. */
export function FormError({ children }: { children?: string | null | undefined }) {
  if (!children) return null;
  return (
    <Banner tone="danger" isLive>
      {children}
    </Banner>
  );
}
