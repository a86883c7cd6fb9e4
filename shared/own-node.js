// Plain JavaScript, so that a Node too old for TypeScript can hand over to the one that the project brings.
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import module from 'node:module'
import process from 'node:process'
import { URL, fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

/** Runs the program beside the caller: here, if this Node can; else by the project's own, as this process. */
export async function runOnOwnNode(name, caller) {
  const program = new URL(name, caller).href
  if (process.features.typescript) {
    keepCompiledCode()
    await import(program)
    return
  }
  const node = here('../node_modules/node/bin/node')
  const child = spawn(node, [fileURLToPath(program), ...process.argv.slice(2)], { stdio: 'inherit' })
  // Ctrl-C reaches both; what ends this process alone is handed on.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('error', (error) => {
    process.stderr.write(`roundtrip: ${node} cannot be started (${error.message}): npm ci brings it\n`)
    process.exitCode = 3
  })
  child.on('close', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 3)
  })
}

/** Beside the code itself: whoever may write there may change the code as well. */
function keepCompiledCode() {
  const cache = here('../node_modules/.cache/roundtrip')
  try {
    mkdirSync(cache, { recursive: true, mode: 0o700 })
    module.enableCompileCache(cache)
  } catch {
    // Somebody else's folder: compiled anew each time.
  }
}
