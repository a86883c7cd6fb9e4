/** The methods of a port, without a promise of their answer. */
export type SyncOf<Port> = {
  [Method in keyof Port]: Port[Method] extends (...given: infer Given) => Promise<infer Answer>
    ? (...given: Given) => Answer
    : never
}

/** The port whose methods do at once what these do, and answer a turn later. */
export function promised<Port>(sync: SyncOf<Port>): Port {
  const methods = Object.entries<(...given: never[]) => unknown>(sync)
  return Object.fromEntries(
    methods.map(([name, method]) => [
      name,
      (...given: never[]) => new Promise((resolve) => resolve(method(...given))),
    ]),
  ) as Port
}
