import { EncodedFileType, type EncodedFileOutput } from '@livekit/protocol';
import { RpcError } from './RpcError.ts';
import type { StartEgressRequest } from './psrpcMessages.ts';

export interface Order {
  egressId: string;
  roomName: string;
  layout: string;
  /** The page to film, its own query kept. */
  pageUrl: URL;
  isAudioOnly: boolean;
  /** The key of the object to be. */
  key: string;
}

const refuse = (message: string): never => {
  throw new RpcError('invalid_argument', message);
};

/** Letters, digits and . _ - between slashes, below one folder: nothing that leads out of it. */
const keyForm = /^recordings(?:\/[A-Za-z0-9_-][\w.-]*)+$/;

const keyOf = ({ filepath, fileType, output }: EncodedFileOutput): string => {
  if (output.case !== undefined)
    refuse('this recorder stores in its own bucket: leave the storage out of the output');
  if (fileType !== EncodedFileType.MP4 && fileType !== EncodedFileType.DEFAULT_FILETYPE)
    refuse('this recorder makes MP4 files only');
  const key = filepath.endsWith('.mp4') ? filepath : `${filepath}.mp4`;
  if (!keyForm.test(key) || key.includes('..'))
    refuse('filepath has to be recordings/NAME.mp4, of letters, digits, dots, dashes and underscores');
  return key;
};

const pageOf = (address: string): URL => {
  const url = URL.parse(address);
  return url && /^https?:$/.test(url.protocol)
    ? url
    : refuse('custom_base_url has to be the http(s) address of a composite page');
};

/** What an order asks for; throws `invalid_argument`, in words, where it is nothing that this recorder does. */
export const checkOrder = ({ egressId, roomComposite }: InstanceType<typeof StartEgressRequest>): Order => {
  const asked = roomComposite ?? refuse('this recorder makes room composites only');
  const { roomName, layout, customBaseUrl, audioOnly, videoOnly, output, fileOutputs } = asked;
  if (asked.streamOutputs.length + asked.segmentOutputs.length + asked.imageOutputs.length > 0)
    refuse('this recorder makes one file, no streams, segments or images');
  if (videoOnly) refuse('this recorder always records the sound');
  const files = output.case === 'file' ? [output.value, ...fileOutputs] : fileOutputs;
  if (output.case !== undefined && output.case !== 'file')
    refuse('this recorder makes one file, no streams, segments or images');
  const [file] = files;
  if (!file || files.length > 1) return refuse('this recorder needs exactly one file output');
  return {
    egressId,
    roomName,
    layout,
    pageUrl: pageOf(customBaseUrl),
    isAudioOnly: audioOnly,
    key: keyOf(file),
  };
};
