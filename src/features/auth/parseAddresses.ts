/** The addresses in a field, as people paste them: with commas, semicolons, spaces, names around them. */
export const parseAddresses = (text: string): string[] => {
  const words = text.split(/[\s,;、，]+/).map((word) => word.replaceAll(/^[<"'（(]+|[>"'）)]+$/g, ''));
  // "Ben Fischer <ben@example.org>": of several words in a line only the address is one.
  const addresses = words.some((word) => word.includes('@'))
    ? words.filter((word) => word.includes('@'))
    : words.filter(Boolean);
  return [...new Set(addresses.map((address) => address.toLowerCase()))];
};
