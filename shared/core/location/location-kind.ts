/**
 * What kind of place a location is: the Region of the stack, another Region, a Region with a fixed outbound
 * address, an agent on somebody's own premises, or the one machine on which everything runs.
 */
export type LocationKind = 'home' | 'region' | 'fixed-address' | 'agent' | 'local'

/** The name of the one location of the one-machine mode, and of a check from the command line. */
export const LOCAL = 'local'

/** As `eu-west-1` or `us-gov-east-1`. */
const REGION = /^[a-z]{2,4}(?:-[a-z]+)?-(?:central|north|south|(?:north|south)?(?:east|west))-\d$/

/**
 * As far as its name tells, which is all that a stored result holds: a location without a fixed address is
 * named as its Region is. Undefined where people chose the name themselves: a fixed address or an agent.
 */
export function kindByName(location: string): LocationKind | undefined {
  if (location === LOCAL) return 'local'
  return REGION.test(location) ? 'region' : undefined
}
