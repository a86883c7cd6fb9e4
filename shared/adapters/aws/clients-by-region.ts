/** A client for each Region, made once and kept; `undefined`: the Region of the environment. */
export type ClientOf<Client> = (region: string | undefined) => Client

export function clientsByRegion<Client>(make: (config: { region?: string }) => Client): ClientOf<Client> {
  const made = new Map<string | undefined, Client>()
  return (region) => {
    const client = made.get(region) ?? make(region === undefined ? {} : { region })
    made.set(region, client)
    return client
  }
}
