interface StreamEvent {
  type: string;
  data: string;
  /** The last event's id; undefined where the event gave none. */
  id: string | undefined;
}

const readBlock = (block: string): StreamEvent => {
  const event: StreamEvent = { type: 'message', data: '', id: undefined };
  for (const line of block.split('\n')) {
    if (line.startsWith('data: ')) event.data += line.slice(6);
    else if (line.startsWith('event: ')) event.type = line.slice(7);
    else if (line.startsWith('id: ')) event.id = line.slice(4);
  }
  return event;
};

/** Takes the text of a stream in whatever pieces it comes, and hands on its events as soon as they are whole. */
export const readEvents = (hear: (event: StreamEvent) => void): ((piece: string) => void) => {
  let rest = '';
  return (piece) => {
    const blocks = (rest + piece).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) hear(readBlock(block));
  };
};
