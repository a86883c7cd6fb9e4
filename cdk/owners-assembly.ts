import { chmodSync, lstatSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'

const OWNER_ALONE = 0o700
const OTHERS_WRITE = 0o022
/** How CDK names a bundle: by the hash of what was bundled, which is not what lies there once it was changed. */
const BUNDLE = /^asset\.[0-9a-f]{64}$/

/**
 * Closes the folder of the assembly to other users. CDK lets everybody write into the folder of each bundle
 * (`AssetStaging`, for containers of another user), and who writes there has his code deployed.
 */
export function closeToOthers(folder: string): void {
  chmodSync(folder, OWNER_ALONE)
}

/**
 * Takes away the bundles of earlier runs. CDK makes each of them anew, but where one of that hash is there it
 * deploys that, and earlier versions left them for everybody to write into.
 */
export function dropBundles(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (BUNDLE.test(name)) rmSync(path.join(folder, name), { recursive: true })
  }
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
