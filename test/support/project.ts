import { resolve } from 'node:path'

/** The folder of the project, for tests that read or start its files by name. */
export const ROOT = resolve(import.meta.dirname, '../..')
