import { chmodSync, lstatSync, readdirSync } from 'node:fs'
import path from 'node:path'

const OWNER_ALONE = 0o700
const OTHERS_WRITE = 0o022

/**
 * Closes the folder of the assembly to other users. CDK lets everybody write into the folder of each bundle
 * (`AssetStaging`, for containers of another user), and who writes there has his code deployed.
 */
export function closeToOthers(folder: string): void {
  chmodSync(folder, OWNER_ALONE)
}

/** Takes the right to write from all but the owner, of everything in the folder. */
export function takeWriteFromOthers(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const entry = path.join(folder, name)
    const stats = lstatSync(entry)
    const others = (stats.mode & OTHERS_WRITE) !== 0
    if (others && !stats.isSymbolicLink()) chmodSync(entry, stats.mode & 0o7777 & ~OTHERS_WRITE)
  }
}
