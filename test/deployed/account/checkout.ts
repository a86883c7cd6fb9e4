import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { ROOT } from '../../support/project.ts'

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim()
}

/** A clone without its history has nothing to upgrade from. */
export const isShallow = git('rev-parse', '--is-shallow-repository') === 'true'
if (isShallow)
  console.error('upgrade: this clone is shallow; "git fetch --unshallow" brings what is upgraded from')

export interface Checkout {
  root: string
  remove(): void
}

/** A checkout of that commit, with this one's packages. */
export function checkout(commit: string): Checkout {
  const folder = mkdtempSync(path.join(tmpdir(), 'roundtrip-before-'))
  const root = path.join(folder, 'checkout')
  git('worktree', 'add', '--detach', '--force', root, commit)
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'))
  return {
    root,
    remove() {
      git('worktree', 'remove', '--force', root)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
