/** Nine lists of YAML, each of ten of the one before: a thousand million entries in a few lines. */
export const aliasBomb = Array.from({ length: 9 }, (_, n) =>
  n === 0
    ? 'a0: &a0 [x]'
    : `a${n}: &a${n} [${Array(10)
        .fill(`*a${n - 1}`)
        .join(', ')}]`,
).join('\n')
