import { optionName } from '../../cli/application/parameters.ts'
import { routeOf } from '../../cli/application/route.ts'
import { root } from '../../cli/application/routes.ts'

/** The commands of a group, each with its options as they are written; `--help` among them. */
export function declaredIn(group: string): { name: string; options: string[] }[] {
  const { target } = routeOf(root, [group])
  if ('parameters' in target) throw new Error(`${group} is one command`)
  return target.getAllEntries().map(({ name, target: command }) => {
    const flags = 'parameters' in command ? (command.parameters.flags ?? {}) : {}
    return {
      name: name.original,
      options: ['--help', ...Object.keys(flags).map((flag) => `--${optionName(flag)}`)],
    }
  })
}
