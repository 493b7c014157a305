import { describe, expect, it } from 'vitest';
import { mediaProblemOf, mergeProblems } from './mediaProblem';

describe('mediaProblemOf', () => {
  it.each([
    ['NotAllowedError', 'Permission denied', 'denied'],
    ['NotAllowedError', 'Permission dismissed', 'dismissed'],
    ['NotAllowedError', 'Permission denied by system', 'deniedBySystem'],
    ['NotFoundError', 'Requested device not found', 'missing'],
    ['OverconstrainedError', '', 'missing'],
    ['NotReadableError', 'Could not start video source', 'busy'],
    ['SecurityError', '', 'insecure'],
    ['NotSupportedError', '', 'unsupported'],
    ['AbortError', 'Starting videoinput failed', 'failed'],
    ['InvalidStateError', '', 'failed'],
  ])('%s "%s" is %s', (name, message, kind) => {
    expect(mediaProblemOf(new DOMException(message, name), 'camera')).toEqual({ kind, device: 'camera' });
  });

  it('takes whatever else was thrown for a failure', () => {
    expect(mediaProblemOf('no', 'microphone')).toEqual({ kind: 'failed', device: 'microphone' });
  });
});

describe('mergeProblems', () => {
  it('explains the same trouble once', () => {
    expect(
      mergeProblems([
        { kind: 'denied', device: 'camera' },
        { kind: 'denied', device: 'microphone' },
      ]),
    ).toEqual([{ kind: 'denied', device: 'both' }]);
  });

  it('keeps different troubles apart and drops none', () => {
    const missing = { kind: 'missing', device: 'camera' } as const;
    const denied = { kind: 'denied', device: 'microphone' } as const;
    expect(mergeProblems([missing, denied])).toEqual([missing, denied]);
    expect(mergeProblems([null, denied])).toEqual([denied]);
    expect(mergeProblems([null, null])).toEqual([]);
  });
});
