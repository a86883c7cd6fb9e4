/**
 * The stack of a location beside home. Home's roles are given rights there by name, so everything in it that home
 * reaches has one that follows from this.
 */
export function locationStackName(stackName: string, location: string): string {
  return `${stackName}-${location}`
}

/** What home reaches at a location beside it. */
export interface LocationNames {
  probe: string
  /** The role that Scheduler takes on there. */
  scheduleRole: string
  group: string
  deadLetters: string
  unhandled: string
}

/** With the longest names of stack and location (24 and 20 characters) they fit IAM's and Lambda's 64. */
export function locationNames(stackName: string, location: string): LocationNames {
  const stack = locationStackName(stackName, location)
  return {
    probe: `${stack}-probe`,
    scheduleRole: `${stack}-schedules`,
    group: stack,
    deadLetters: `${stack}-dead-letters`,
    unhandled: `${stack}-unhandled`,
  }
}

/** The stack whose rules start the runs of a location; results call home like its Region. */
export function ruledByStack(stackName: string, location: string, homeRegion: string): string {
  return location === homeRegion ? stackName : locationStackName(stackName, location)
}
