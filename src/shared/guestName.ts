/** Apart from the room's schemas so that the page before the call knows it without loading zod. */
export const GUEST_NAME_MAX = 60;
