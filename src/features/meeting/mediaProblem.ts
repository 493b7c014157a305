export const MEDIA_DEVICES = ['camera', 'microphone'] as const;
export type MediaDevice = (typeof MEDIA_DEVICES)[number];

type MediaProblemKind =
  | 'denied'
  | 'dismissed'
  | 'deniedBySystem'
  | 'missing'
  | 'busy'
  | 'insecure'
  | 'unsupported'
  | 'failed';

export interface MediaProblem {
  kind: MediaProblemKind;
  device: MediaDevice | 'both';
}

/** What getUserMedia's refusal means; only Chromium's message tells who refused. */
export function mediaProblemOf(error: unknown, device: MediaProblem['device']): MediaProblem {
  return { kind: kindOf(error), device };
}

/** One explanation where camera and microphone have the same trouble, else one for each. */
export function mergeProblems(problems: readonly (MediaProblem | null)[]): MediaProblem[] {
  const [first, second] = problems.filter((problem) => problem !== null);
  if (first === undefined) return [];
  if (second === undefined) return [first];
  return first.kind === second.kind ? [{ kind: first.kind, device: 'both' }] : [first, second];
}

function kindOf(error: unknown): MediaProblemKind {
  if (!(error instanceof Error)) return 'failed';
  switch (error.name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
      if (/by system/i.test(error.message)) return 'deniedBySystem';
      return /dismissed/i.test(error.message) ? 'dismissed' : 'denied';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'TrackStartError':
      return 'busy';
    case 'SecurityError':
      return 'insecure';
    case 'NotSupportedError':
    case 'TypeError':
      return 'unsupported';
    default:
      return 'failed';
  }
}
