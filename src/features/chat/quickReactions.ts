/** What is one press away. */
export const QUICK_REACTIONS = ['👍', '❤️', '😄', '🎉'] as const;
