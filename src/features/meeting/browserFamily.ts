export type BrowserFamily =
  | 'chrome'
  | 'edge'
  | 'firefox'
  | 'safari'
  | 'iosSafari'
  | 'iosApp'
  | 'androidChrome'
  | 'androidFirefox'
  | 'inApp'
  | 'other';

/** Which words explain where this browser keeps its permissions. */
export function browserFamily(userAgent: string, maxTouchPoints: number): BrowserFamily {
  const has = (pattern: RegExp) => pattern.test(userAgent);
  if (has(/\bLine\/|FBAN|FBAV|Instagram|MicroMessenger|; wv\)/)) return 'inApp';
  // An iPad says that it is a Mac; no Mac has a touch screen.
  const isIos = has(/iPhone|iPad|iPod/) || (has(/Macintosh/) && maxTouchPoints > 1);
  if (isIos) return has(/CriOS|FxiOS|EdgiOS|OPiOS|DuckDuckGo|GSA\//) ? 'iosApp' : 'iosSafari';
  if (has(/Android/))
    return has(/Firefox\//) ? 'androidFirefox' : has(/Chrome\//) ? 'androidChrome' : 'other';
  if (has(/Firefox\//)) return 'firefox';
  if (has(/Edg\//)) return 'edge';
  if (has(/Chrome\//)) return 'chrome';
  return has(/Safari\//) ? 'safari' : 'other';
}
