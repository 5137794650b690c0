import { readdirSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { packagePath } from '../../src/base/package-root.js'
import { demonstrations } from '../../src/demo/bureau.js'
import { type Deployment, readBureaus } from '../../src/deployment/deployment.js'
import { dayAt } from '../../src/base/day.js'
import { flows } from '../../src/flows/all.js'
import { broughtByFile } from '../../src/flows/publication/imported.js'
import { type Want, wants, wantsOf, wantsOfWork, workWants } from '../../src/flows/wants.js'
import { readWorkRules } from '../../src/workrules/read.js'

function foldersIn(folder: string): string[] {
  const names = readdirSync(packagePath(folder))
  return names.filter((name) => statSync(packagePath(folder, name)).isDirectory()).sort()
}

/** Who has something in chat: the flows by name; none. */
function servedBy(want: Want): string[] {
  return flows.filter(({ serves }) => serves.includes(want)).map(({ name }) => name)
}

function stateOf(want: Want): string {
  const by = servedBy(want)
  if (by.length > 0) return `in chat (${by.map((name) => `\`${name}\``).join(', ')})`
  return broughtByFile.includes(want) ? 'by file: `inputs` of the bureau' : 'not in chat'
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function rowsOf<W extends Want>(
  names: Readonly<Record<W, string>>,
  columns: readonly Readonly<Record<W, number>>[],
): string[][] {
  const all = Object.keys(names) as W[]
  return all.map((want) => [
    names[want],
    stateOf(want),
    ...columns.map((of) => (of[want] === 0 ? '–' : `${of[want]}`)),
  ])
}

/** For each demonstration what it runs, and what of that is not in chat. */
function gaps({ bureaus }: Pick<Deployment, 'bureaus'>): string {
  const rows = demonstrations.map(({ id, also, folder }) => {
    const bureau = must(
      bureaus.find((one) => one.folder === folder),
      `${id} can run`,
    )
    const asked = bureau.schemes.map(wantsOf)
    const missing = (Object.keys(wants) as (keyof typeof wants)[]).filter(
      (want) => servedBy(want).length === 0 && asked.some((of) => of[want] > 0),
    )
    const name = also === null ? `\`${id}\`` : `\`${also}\` (\`${id}\`)`
    const runs = bureau.schemes.map((scheme) => `\`${scheme.id}\``).join(', ')
    return [name, runs, missing.map((want) => wants[want]).join('、') || 'nothing']
  })
  return table(['`--bureau`', 'runs', 'not in chat'], rows)
}

function pageText(): string {
  const { schemes, bureaus } = readBureaus(
    demonstrations.map(({ folder }) => folder),
    { today: dayAt(must(demonstrations[0], 'there are some').start) },
  )
  const ids = foldersIn('schemes')
  const columns = ids.map((id) =>
    wantsOf(
      must(
        schemes.find((scheme) => scheme.id === id),
        `some demonstration runs ${id}`,
      ),
    ),
  )
  const rules = foldersIn('workrules')
  const works = rules.map((id) =>
    wantsOfWork(must(readWorkRules(packagePath('workrules', id)).rules, `${id} reads`)),
  )
  return `# What is in chat

Made by \`tests/flows/in-chat.test.ts\` from the words of the schemes and from what the flows say that they serve
(\`serves\` in each \`flow.ts\`): \`npx vitest run tests/flows/in-chat.test.ts -u\` writes it anew.

## By regulation

How many of each a regulation has; \`–\`: it does not want it.

${table(['', '', ...ids.map((id) => `\`${id}\``)], rowsOf(wants, columns))}

## By work rules

${table(['', '', ...rules.map((id) => `\`${id}\``)], rowsOf(workWants, works))}

## By demonstration

\`npm start -- --bureau NAME\`: each opens a cycle of every regulation that it runs (\`tests/demo/living.ts\` lives its past).

${gaps({ bureaus })}
`
}

describe('the page of what is in chat', () => {
  it('says what the schemes want and the flows serve', async () => {
    await expect(pageText()).toMatchFileSnapshot('../../docs/in-chat.md')
  })

  it('has no want that no regulation has, and no flow that serves nothing of any', () => {
    const known = new Set([...Object.keys(wants), ...Object.keys(workWants)])
    const served = flows.flatMap(({ serves }) => serves)
    expect(served.filter((want) => !known.has(want))).toEqual([])
    expect(new Set(served).size).toBe(served.length)
  })
})
