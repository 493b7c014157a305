import { expect, test } from 'vitest';
import type { RecordingState } from '@/shared/recordings';
import type { Recording } from './Recording';
import { recordingNews } from './recordingNews';

const at = (state: RecordingState, failure: Recording['failure'] = null, id = 'one') => ({
  id,
  state,
  failure,
});

/** What one hears of a recording that goes through `states`. */
const told = (...states: (ReturnType<typeof at> | null)[]) =>
  states.slice(1).map((state, index) => recordingNews(states[index] ?? null, state));

test('the beginning is told once, and so are the end and the file', () => {
  const states = ['requested', 'starting', 'active', 'ending', 'complete'] as const;
  expect(told(null, ...states.map((state) => at(state)))).toEqual([
    'started',
    null,
    null,
    'stopped',
    'saved',
  ]);
});

test.each(['requested', 'starting', 'active'] as const)('a failure of what was %s is told', (state) => {
  expect(told(at(state), at('failed', 'brokenOff'))).toEqual(['failed']);
  expect(told(at(state), at('lost', 'recorderLost'))).toEqual(['failed']);
});

test('stopped before it began is stopped, and no failure', () => {
  expect(told(at('requested'), at('failed', 'stoppedEarly'))).toEqual(['stopped']);
});

test('a file that never came is told to those who waited for it', () => {
  expect(told(at('ending'), at('lost', 'recorderLost'))).toEqual(['unsaved']);
});

test('what was over before one came is no news', () => {
  expect(told(null, at('failed', 'brokenOff'))).toEqual([null]);
  expect(told(null, at('ending'), at('ending'))).toEqual([null, null]);
  expect(told(null, at('complete'), null)).toEqual([null, null]);
});

test('another recording is another beginning, also while the first is saved', () => {
  expect(told(at('ending'), at('requested', null, 'two'))).toEqual(['started']);
  expect(told(at('active'), at('active', null, 'two'))).toEqual(['started']);
});

test('a recording that is nowhere to be found any more has stopped', () => {
  expect(told(at('active'), null)).toEqual(['stopped']);
});
