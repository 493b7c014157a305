import type { Message, MessageType } from '@bufbuild/protobuf';
import { Envelope } from './messages.ts';

const prefix = 'type.googleapis.com/';

/** A message as it travels on a channel. */
export const seal = <T extends Message<T>>(type: MessageType<T>, message: T): Buffer => {
  const envelope = new Envelope({ typeUrl: prefix + type.typeName, value: message.toBinary() });
  return Buffer.from(envelope.toBinary());
};

/** The message in a payload, or null where it is of another type or can't be read. */
export const unseal = <T extends Message<T>>(type: MessageType<T>, payload: Uint8Array): T | null => {
  try {
    const { typeUrl, value } = Envelope.fromBinary(payload);
    return typeUrl === prefix + type.typeName ? type.fromBinary(value) : null;
  } catch {
    return null;
  }
};
