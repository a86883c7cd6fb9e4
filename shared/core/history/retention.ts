/** Days that what runs leave behind is kept; rollups, incidents and states are kept for ever. */
export interface Retention {
  resultDays: number
  /** Diagnostic logs of runs that delivered. */
  logDays: number
  /** Diagnostic logs of all other runs. */
  failureLogDays: number
}

/** What holds where nobody says otherwise: in a stack without the setting, and on one machine. */
export const DEFAULT_RETENTION: Retention = { resultDays: 400, logDays: 30, failureLogDays: 180 }
