/** So many different statements are kept prepared: a bureau's work has some two hundred; each costs the connection memory. */
const preparedMax = 400
/** Statements with long lists come in as many forms as there are lengths: they are not kept. */
const lengthMax = 2_000

/**
 * Names statements, so that the driver has each parsed once for a connection and only bound afterwards: half of the time
 * of a short one. Beyond {@link preparedMax} different ones, and for long ones, no name: parsed each time.
 */
export function preparedNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined || sql.length > lengthMax || names.size >= preparedMax)
      return known ?? ''
    const name = `k${names.size}`
    names.set(sql, name)
    return name
  }
}
