import { createRequire } from 'node:module'
import type { Server } from 'node:http'
import { isDeepStrictEqual } from 'node:util'

interface DynaliteOptions {
  /** Folder of the LevelDB store; absent: in memory. */
  path?: string
  /** Ms that a table stays in state CREATING; default 500. */
  createTableMs?: number
}

interface Iterator {
  close(): Promise<void>
}

export interface LevelDatabase {
  open(): Promise<void>
  close(): Promise<void>
  keys(options?: object): Iterator
  values(options?: object): Iterator
}

interface LevelModule {
  Level: new (location: string, options?: object) => LevelDatabase
}

/** LevelDB maps 64 table files of 2 MB into memory at once, its least; its default is 990, which is 2 GB. */
const MAX_OPEN_FILES = 74

const require = createRequire(import.meta.url)
const level = createRequire(require.resolve('dynalite'))('level') as LevelModule

/**
 * dynalite 4.0.0 ends each Query and Scan by `return` of its iterator, which those of its LevelDB no longer
 * have: all stayed open, and held the memory and the files that they had read.
 */
class ClosedByReturn extends level.Level {
  constructor(location: string, options?: object) {
    super(location, { ...options, maxOpenFiles: MAX_OPEN_FILES })
  }

  override keys(options?: object): Iterator {
    return closedByReturn(super.keys(options))
  }

  override values(options?: object): Iterator {
    return closedByReturn(super.values(options))
  }
}

function closedByReturn(iterator: Iterator): Iterator {
  return Object.assign(iterator, { return: () => iterator.close() })
}

// dynalite takes the class out of the module when it is loaded.
level.Level = ClosedByReturn

interface Condition {
  type: string
  /** Of a comparison: the path of an attribute, and a value; else terms. */
  args: unknown[]
}

interface DatabaseModule {
  checkConditional: (data: { _condition?: { expression: Condition } }, item?: Stored) => unknown
}

type Stored = Readonly<Record<string, unknown>>

const database = require('dynalite/db') as DatabaseModule
const { checkConditional } = database

/** dynalite 4.0.0 takes two maps or lists for equal only where they are one and the same object. */
database.checkConditional = (data, item) => {
  if (data._condition && item) shareEqualValues(data._condition.expression, item)
  return checkConditional(data, item)
}

function shareEqualValues({ type, args }: Condition, item: Stored): void {
  if (type === '=') {
    const [path, value] = args
    const standing = Array.isArray(path) ? item[String(path[0])] : undefined
    if (isDeepStrictEqual(standing, value)) args[1] = standing
    return
  }
  for (const arg of args) {
    const isTerm = typeof arg === 'object' && arg !== null && 'args' in arg
    if (isTerm) shareEqualValues(arg as Condition, item)
  }
}

/**
 * A LevelDB of dynalite's own make, not open yet, whatever other LevelDB is installed beside it: one takes the
 * lock that the other respects.
 */
export function levelDatabase(folder: string): LevelDatabase {
  return new level.Level(folder)
}

/** A server that does not listen yet. `close` ends the store as well. */
export const dynalite = require('dynalite') as (options?: DynaliteOptions) => Server
