/** What our tests use of it; it brings no types. */
declare module 'dns-packet' {
  interface Packet {
    id?: number;
    type?: 'query' | 'response';
    flags?: number;
    questions?: { name: string; type: string }[];
    answers?: { name: string; type: 'TXT'; ttl: number; data: string[] }[];
  }
  export function decode(message: Buffer): Packet;
  export function encode(packet: Packet): Buffer;
}
