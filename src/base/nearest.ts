/** `，是不是 late（迟到）` for a slip of at most two letters; empty when nothing is near. */
export function nearest(id: string, all: readonly { id: string; name: string }[]): string {
  const near = all
    .map((one) => ({ one, far: distance(id, one.id) }))
    .filter(({ far }) => far <= 2 && far < id.length)
    .sort((a, b) => a.far - b.far)[0]
  return near === undefined ? '，请核对编号' : `，是不是 ${near.one.id}（${near.one.name}）？`
}

/** The word a slip of at most two letters away, and fewer than it has; undefined when nothing is near. */
export function nearestWord(word: string, all: readonly string[]): string | undefined {
  return all
    .map((one) => ({ one, far: distance(word, one) }))
    .filter(({ one, far }) => far <= 2 && far < Math.min([...word].length, [...one].length))
    .sort((a, b) => a.far - b.far)[0]?.one
}

/** How many letters have to be changed, added or taken away; 3 stands for more than two. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return Math.min(3, row[b.length] ?? 3)
}
