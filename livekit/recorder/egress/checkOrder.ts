import {
  AudioMixing,
  EncodedFileType,
  EncodingOptionsPreset,
  type EncodedFileOutput,
  type RoomCompositeEgressRequest,
} from '@livekit/protocol';
import type { StartEgressRequest } from '../psrpc/messages.ts';
import { RpcError } from '../psrpc/RpcError.ts';

/** What is to be recorded, checked. */
export interface Order {
  egressId: string;
  roomId: string;
  /** The room's name, its layout and the page, as they were asked for. */
  request: RoomCompositeEgressRequest;
  /** The key in the object store. */
  filepath: string;
  isAudioOnly: boolean;
}

const idForm = /^EG_[0-9A-Za-z]{4,40}$/;
const pathForm = /^recordings(?:\/[\w-][\w.-]*)+\.mp4$/;
const longestPath = 512;

const refuse = (why: string): never => {
  throw new RpcError('invalid_argument', why);
};

const fileOf = (request: RoomCompositeEgressRequest): EncodedFileOutput => {
  const { output, fileOutputs, streamOutputs, segmentOutputs, imageOutputs } = request;
  if (output.case === 'stream' || streamOutputs.length > 0) refuse('this recorder sends no streams');
  if (output.case === 'segments' || segmentOutputs.length > 0) refuse('this recorder makes no segments');
  if (imageOutputs.length > 0) refuse('this recorder makes no images');
  const files = [...fileOutputs, ...(output.case === 'file' ? [output.value] : [])];
  // livekit-server-sdk names one and the same file in both places.
  const [file, other] = files;
  if (!file) return refuse('one file output is needed');
  if (files.length > 2 || (other && !file.equals(other))) refuse('this recorder makes one file');
  return file;
};

const pathOf = ({ filepath, fileType, output }: EncodedFileOutput): string => {
  if (output.case !== undefined)
    refuse('this recorder stores where its own settings say, and takes no storage');
  if (fileType !== EncodedFileType.MP4 && fileType !== EncodedFileType.DEFAULT_FILETYPE)
    refuse('this recorder makes MP4 only');
  if (!pathForm.test(filepath) || filepath.length > longestPath)
    refuse('filepath must be recordings/NAME.mp4, of letters, digits, dots, hyphens and underscores');
  return filepath;
};

const checkPage = ({ customBaseUrl }: RoomCompositeEgressRequest) => {
  const url = URL.parse(customBaseUrl);
  if (!url || !['http:', 'https:'].includes(url.protocol))
    refuse('custom_base_url must be the http address of a page: this recorder has none of its own');
};

/** What a request asks for. Throws RpcError `invalid_argument`, with the reason, where this recorder can't do it. */
export const checkOrder = ({ egressId, roomId, roomComposite: request }: StartEgressRequest): Order => {
  if (!idForm.test(egressId)) refuse('not an egress id');
  if (!request) return refuse('this recorder makes room composites only');
  const filepath = pathOf(fileOf(request));
  checkPage(request);
  if (request.videoOnly) refuse('this recorder makes no silent pictures');
  if (request.audioMixing !== AudioMixing.DEFAULT_MIXING) refuse('this recorder mixes sound in one way only');
  const { options } = request;
  const isUsual = options.case === 'preset' && options.value === EncodingOptionsPreset.H264_720P_30;
  if (options.case !== undefined && !isUsual)
    refuse('this recorder makes 1280x720 at 30 frames a second only');
  return { egressId, roomId, request, filepath, isAudioOnly: request.audioOnly };
};
