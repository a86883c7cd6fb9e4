/** The demo mail server is for this machine alone. */
export const LOOPBACK = '127.0.0.1'

/** Connections at once to each port: any user of this machine may open them. */
export const MOST_CLIENTS = 64

/** A server that listens on loopback. */
export interface Listener {
  port: number
  /** Ends every connection and stops listening. */
  close(): Promise<void>
}
