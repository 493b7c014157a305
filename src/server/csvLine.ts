/** What a spreadsheet would take for a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

const cell = (value: string) => {
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

/** A line of a CSV file (RFC 4180); no cell of it is a formula. */
export const csvLine = (values: readonly string[]) => `${values.map(cell).join(',')}\r\n`;
