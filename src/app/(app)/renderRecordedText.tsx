import { MessageText } from '@/features/chat/MessageText';

const NOBODY: [] = [];

/** How what was said beside a recording looks. */
export const renderRecordedText = (body: string) => <MessageText body={body} mentioned={NOBODY} />;
