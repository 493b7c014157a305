/** Why a recording ends, in the official worker's words. */
export interface End {
  reason: 'StopEgress API' | 'Source closed' | 'Process killed' | 'Limit reached' | 'Failure';
  /** What went wrong, where something did. */
  error?: string;
}
