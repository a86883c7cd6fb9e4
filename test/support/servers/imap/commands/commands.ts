import { CHANGES } from './change.ts'
import type { CommandTable } from './command.ts'
import { FETCHES } from './fetch.ts'
import { FOLDERS } from './folders.ts'
import { LOGINS } from './log-in.ts'
import { SESSION } from './session.ts'

export const COMMANDS: CommandTable = { ...SESSION, ...LOGINS, ...FOLDERS, ...FETCHES, ...CHANGES }
