/**
 * The arguments and tags that an ICU message uses, sorted: `<b>{name}</b> has {count, plural, one {# room} other
 * {# rooms}}` gives `<b>`, `count`, `name`. Languages differ in order and plural forms, but must use the same ones.
 */
export function messageArguments(message: string): string[] {
  const found = new Set<string>();
  let at = 0;

  const word = () => /^[^\s,{}]+/.exec(message.slice(at).trimStart())?.[0] ?? '';
  const skipSpace = () => {
    while (/\s/.test(message[at] ?? '')) at++;
  };

  function text(): void {
    while (at < message.length && message[at] !== '}') {
      const rest = message.slice(at);
      const quoted = /^'[{}<>][^']*'/.exec(rest)?.[0];
      const tag = /^<\/?([\w-]+)\/?>/.exec(rest);
      if (quoted) at += quoted.length;
      else if (tag) {
        found.add(`<${tag[1]}>`);
        at += tag[0].length;
      } else if (message[at] === '{') argument();
      else at++;
    }
  }

  function argument(): void {
    at++;
    skipSpace();
    const name = word();
    at += name.length;
    found.add(name);
    skipSpace();
    if (message[at] === ',') {
      at++;
      skipSpace();
      at += word().length;
      branches();
    }
    if (message[at] !== '}') throw new Error(`a brace is not closed in "${message}"`);
    at++;
  }

  function branches(): void {
    while (at < message.length && message[at] !== '}') {
      if (message[at] !== '{') at++;
      else {
        at++;
        text();
        if (message[at] !== '}') throw new Error(`a brace is not closed in "${message}"`);
        at++;
      }
    }
  }

  text();
  if (at < message.length) throw new Error(`a brace too many in "${message}"`);
  return [...found].toSorted();
}
