import { Attachments } from './Attachments';
import type { StoredFile } from './storedFile';

/** How a message's files look, for whoever shows messages. */
export const renderFiles = (files: readonly StoredFile[]) => <Attachments files={files} />;
