/** The standard normal curve, at so many deviations from its middle. */
export function curve(deviation: number): number {
  return Math.exp(-(deviation ** 2) / 2) / Math.sqrt(2 * Math.PI)
}

/** The share of it below, within 1e-5 (Abramowitz and Stegun, 26.2.16). */
export function below(deviation: number): number {
  const t = 1 / (1 + 0.33267 * Math.abs(deviation))
  const tail = curve(deviation) * t * (0.4361836 + t * (-0.1201676 + t * 0.937298))
  return deviation < 0 ? tail : 1 - tail
}
