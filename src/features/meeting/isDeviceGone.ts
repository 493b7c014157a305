/** Whether a chosen device is not plugged in any more. A list without ids says nothing about that. */
export function isDeviceGone(chosenId: string | null, found: readonly MediaDeviceInfo[]): boolean {
  const named = found.filter((device) => device.deviceId !== '');
  return chosenId !== null && named.length > 0 && named.every((device) => device.deviceId !== chosenId);
}
