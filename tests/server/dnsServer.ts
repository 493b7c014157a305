import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { decode, encode } from 'dns-packet';

/** A DNS server that knows these TXT records and nothing else. */
export const startDns = async (records: Map<string, string[]>) => {
  const socket = createSocket('udp4');
  socket.on('message', (message, { port, address }) => {
    const { id = 0, questions = [] } = decode(message);
    const name = questions[0]?.name ?? '';
    const found = records.get(name.toLowerCase());
    const answer = encode({
      id,
      type: 'response',
      // RFC 1035, 4.1.1: 3 says that there is no such name.
      flags: found ? 0 : 3,
      questions,
      answers: (found ?? []).map((data) => ({ type: 'TXT', name, ttl: 1, data: [data] })),
    });
    socket.send(answer, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    stop: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
};
