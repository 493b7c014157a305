import { UNDO_DELETE_DAYS } from '@/shared/rooms';

/** What was deleted before this can't be brought back. */
export const undoLimit = () => new Date(Date.now() - UNDO_DELETE_DAYS * 24 * 3600 * 1000);
