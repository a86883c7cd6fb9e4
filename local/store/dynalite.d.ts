/** The part of dynalite 4.0.0 that is used here; it has no types of its own. */
declare module 'dynalite' {
  import type { Server } from 'node:http'

  interface DynaliteOptions {
    /** Folder of the LevelDB store; absent: in memory. */
    path?: string
    /** Ms that a table stays in state CREATING; default 500. */
    createTableMs?: number
  }

  /** A server that does not listen yet. `close` ends the store as well. */
  export default function dynalite(options?: DynaliteOptions): Server
}
