/** A browser without pages: follows redirects by hand and keeps each host's cookies. */
export class CookieJar {
  private readonly cookies = new Map<string, Map<string, string>>();

  private ofHost(url: URL) {
    const found = this.cookies.get(url.host) ?? new Map<string, string>();
    this.cookies.set(url.host, found);
    return found;
  }

  /** The value of a host's cookie. */
  get(url: string, name: string) {
    return this.ofHost(new URL(url)).get(name);
  }

  /** The host's cookies as a header. */
  header(url: string) {
    return [...this.ofHost(new URL(url))].map((pair) => pair.join('=')).join('; ');
  }

  set(url: string, name: string, value: string) {
    this.ofHost(new URL(url)).set(name, value);
  }

  async fetch(url: string, init: { method?: string; body?: URLSearchParams } = {}) {
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { cookie: this.header(url) } });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) this.ofHost(new URL(url)).delete(name);
      else this.ofHost(new URL(url)).set(name, value);
    }
    return answer;
  }

  /** Where an address leads next; throws where it leads nowhere. */
  async next(url: string, init?: { method?: string; body?: URLSearchParams }) {
    const answer = await this.fetch(url, init);
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`${url} answers ${answer.status}`);
    return new URL(location, url).href;
  }
}
