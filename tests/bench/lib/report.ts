/** Prints rows in columns: the first column to the left, figures to the right. */
export const printTable = (head: readonly string[], rows: readonly (readonly string[])[]): void => {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  for (const line of lines) {
    const cells = widths.map((width, column) => {
      const text = line[column] ?? '';
      return column === 0 ? text.padEnd(width) : text.padStart(width);
    });
    console.log(`  ${cells.join('   ')}`.trimEnd());
  }
};

/** A figure beside its bar: a bar that is missed is told, and fails nothing. */
export const verdict = (value: number, bar: number): string => (value <= bar ? 'met' : 'MISSED');
