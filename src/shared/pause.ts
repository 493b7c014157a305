/** Waits so many milliseconds. */
export const pause = async (milliseconds: number) =>
  await new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds);
  });
