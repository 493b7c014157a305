import { expect, it } from 'vitest';
import { browserFamily, type BrowserFamily } from './browserFamily';

const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ANDROID = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)';
const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const SAFARI = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15';

it.each<[BrowserFamily, string, number]>([
  ['chrome', `${WINDOWS} ${CHROME}`, 0],
  ['chrome', `${WINDOWS} ${CHROME}`, 10],
  ['chrome', `${MAC} ${CHROME}`, 0],
  ['edge', `${WINDOWS} ${CHROME} Edg/140.0.0.0`, 0],
  ['firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0', 0],
  ['safari', `${MAC} ${SAFARI}`, 0],
  ['iosSafari', `${MAC} ${SAFARI}`, 5],
  ['iosSafari', `${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`, 5],
  ['iosApp', `${IPHONE} CriOS/140.0.0.0 Mobile/15E148 Safari/604.1`, 5],
  ['iosApp', `${IPHONE} FxiOS/142.0 Mobile/15E148 Safari/605.1.15`, 5],
  ['inApp', `${IPHONE} Mobile/15E148 Safari Line/15.12.0`, 5],
  ['androidChrome', `${ANDROID} Chrome/140.0.0.0 Mobile Safari/537.36`, 5],
  ['inApp', `${ANDROID.replace('; K)', '; K; wv)')} Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36`, 5],
  ['androidFirefox', 'Mozilla/5.0 (Android 14; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0', 5],
  ['other', 'Mozilla/5.0 (X11; Linux x86_64) Ladybird/1.0', 0],
])('%s: %s (%i touch points)', (family, userAgent, touchPoints) => {
  expect(browserFamily(userAgent, touchPoints)).toBe(family);
});
