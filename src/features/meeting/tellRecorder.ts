type Word = 'START_RECORDING' | 'END_RECORDING';

const told = new Set<Word>();

/** Says a word of LiveKit's page contract, once: recorders read it from the page's console. */
export const tellRecorder = (word: Word) => {
  if (told.has(word)) return;
  told.add(word);
  // oxlint-disable-next-line no-console
  console.log(word);
};
