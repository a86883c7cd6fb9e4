import type { Routed } from './command.ts'

/** Where the first words of a line lead. */
export interface Route {
  /** Without aliases, and without `roundtrip`: `['monitors', 'list']`. */
  path: readonly string[]
  target: Routed
}

/** Follows the words as far as they name commands. */
export function routeOf(root: Routed, line: readonly string[]): Route {
  const path: string[] = []
  let target = root
  for (const word of line) {
    if ('parameters' in target) break
    const next = target.getRoutingTargetForInput(word)
    const entry = target.getAllEntries().find((one) => one.target === next)
    if (!entry) break
    path.push(entry.name.original)
    target = entry.target
  }
  return { path, target }
}

/** The names that may stand where the route ends; none behind a command. */
export function namesIn(target: Routed): string[] {
  return 'parameters' in target ? [] : target.getAllEntries().map(({ name }) => name.original)
}

/** The commands of this name in the groups of the target: `monitors list`, `maintenance list`. */
export function pathsOf(target: Routed, name: string): string[] {
  if ('parameters' in target) return []
  return target.getAllEntries().flatMap((entry) => {
    const found = routeOf(entry.target, [name]).path
    return found.length > 0 ? [[entry.name.original, ...found].join(' ')] : []
  })
}
