/**
 * One line of the Nagios plugin guidelines: text without a pipe, then `label=value[UOM];warn;crit;min;max`.
 */
export const NAGIOS_FORM =
  /^ROUNDTRIP (?:OK|WARNING|CRITICAL|UNKNOWN) - [^|\n]+(?: \|(?: [a-z_]+=\d+(?:\.\d+)?s;;;0(?:;\d+)?)+)?$/
