import 'server-only';
import { linkTokens } from '../linkTokens';

/** The secrets of links to recordings. */
export const { tokenOf: shareTokenOf, idOf: linkIdOf } = linkTokens('webmtg share links');
