import { headers } from 'next/headers';
import { accentOf } from '@/shared/colour';

const hexForm = /^#[\da-f]{6}$/;

/** Turns a page's accent into an organisation's own colour; nothing where it has none. */
export async function TenantColours({ colour }: { colour: string | null }) {
  if (colour === null || !hexForm.test(colour)) return null;
  const [light, dark] = [accentOf(colour, 'light'), accentOf(colour, 'dark')];
  const pair = (part: keyof typeof light) => `light-dark(${light[part]},${dark[part]})`;
  const css = `:root{--accent:${pair('accent')};--accent-strong:${pair('strong')};--on-accent:${pair('onAccent')};--accent-soft:${pair('soft')};--focus:${pair('accent')}}`;
  const nonce = (await headers()).get('x-nonce') ?? '';
  // Browsers hide a nonce from scripts, hence the mismatch.
  return (
    <style nonce={nonce} suppressHydrationWarning>
      {css}
    </style>
  );
}
