import { spawn } from 'node:child_process'

import { CannotDo } from '../opened/cannot-do.ts'

/**
 * Opens the file in $VISUAL or $EDITOR, which may have options as in `code --wait`, and waits for its end;
 * without either in vi, or notepad, where there is a terminal. Throws `CannotDo` when there is no editor, or
 * it fails.
 */
export async function runEditor(
  file: string,
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): Promise<void> {
  const isWindows = process.platform === 'win32'
  const chosen = [env.VISUAL, env.EDITOR].find((one) => one !== undefined && one !== '')
  const usual = isWindows ? 'notepad' : 'vi'
  const editor = chosen ?? (isTerminal ? usual : undefined)
  if (editor === undefined) {
    throw new CannotDo('there is no terminal and no $EDITOR: set it, or use --set PATH=VALUE')
  }
  // Ctrl-C in the editor is the editor's.
  const ignore = () => undefined
  process.on('SIGINT', ignore)
  try {
    const child = isWindows
      ? spawn(`${editor} "${file}"`, { stdio: 'inherit', shell: true })
      : spawn('/bin/sh', ['-c', `${editor} "$1"`, 'sh', file], { stdio: 'inherit' })
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', resolve)
    })
    if (code !== 0)
      throw new CannotDo(`the editor (${editor}) ended with ${code ?? 'a signal'}: nothing was changed`)
  } finally {
    process.off('SIGINT', ignore)
  }
}
