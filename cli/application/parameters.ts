/** An option without a value. */
export function toggle(brief: string) {
  return { kind: 'boolean', default: false, withNegated: false, brief } as const
}

/** An option with a value, which may be left out. */
export function value(placeholder: string, brief: string) {
  return { kind: 'parsed', parse: String, optional: true, placeholder, brief } as const
}

/** An option with a value that may stand there several times. */
export function values(placeholder: string, brief: string) {
  return { ...value(placeholder, brief), variadic: true } as const
}

/** An option with one of these values. */
export function choice<const Choice extends string>(
  choices: readonly Choice[],
  placeholder: string,
  brief: string,
) {
  return { kind: 'enum', values: choices, optional: true, placeholder, brief } as const
}

/** An argument that must be there, or with `optional` may. */
export function argument(placeholder: string, brief: string) {
  return { parse: String, placeholder, brief } as const
}

/** The id of a monitor, which shells complete. */
export function monitorArgument(placeholder: string, brief: string) {
  return {
    ...argument(placeholder, brief),
    async proposeCompletions(this: { monitorIds?: () => Promise<readonly string[]> }) {
      return (await this.monitorIds?.()) ?? []
    },
  } as const
}

/** `passwordEnv` as it is written: `password-env`. */
export function optionName(flag: string): string {
  return flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
