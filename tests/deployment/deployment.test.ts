import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import { packagePath } from '../../src/base/package-root.js'
import { checkBureaus } from '../../src/cli/check.js'
import { readDeployment } from '../../src/deployment/deployment.js'
import { departments, type Files, folderOf, persons } from './folders.js'

const today = day('2025-06-01')
const both: Files = { ...persons, ...departments }

/** Another text in one file. */
interface Change {
  file: string
  from: string
  to: string
  everywhere?: true
}

function changed(files: Files, changes: readonly Change[]): Files {
  const result = { ...files }
  for (const { file, from, to, everywhere } of changes) {
    const text = result[file] ?? ''
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
    result[file] = everywhere ? text.replaceAll(from, to) : text.replace(from, to)
  }
  return result
}

/** What is told, and the characters that stand at its place. */
function told(files: Files): { code: string; level: string; at: string; message: string }[] {
  const folder = folderOf(files)
  return readDeployment(folder, { today }).problems.map((one) => {
    const { code, level, message, file, line, column } = one
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    const at = `${file.slice(folder.length + 1)} ${Array.from(text.split('\n')[line - 1] ?? '')
      .slice(column - 1)
      .join('')}`
    return { code, level, at, message }
  })
}

describe('a folder of bureaus', () => {
  test('gives each bureau with its schemes, roster, group and what it leaves out', () => {
    const folder = folderOf({ ...both, 'a/calendar/2025.yaml': '', 'notes.txt': 'x' })
    const { bureaus, schemes, problems, refused } = readDeployment(folder, { today })
    expect(problems).toEqual([])
    expect(refused).toEqual([])
    expect(bureaus.map(({ id, name, group }) => [id, name, group])).toEqual([
      ['small', '小局', '小局全体'],
      ['housing', '住建局', null],
    ])
    expect(schemes.map((one) => one.id)).toEqual(['wuhan-civil-servants', 'wujin-departments'])
    const [small, housing] = bureaus
    expect(small?.roster.people).toHaveLength(3)
    expect(small?.rosterPath).toBe(join(folder, 'a', 'roster.yaml'))
    expect([small?.calendarFolder, housing?.calendarFolder]).toEqual([
      join(folder, 'a', 'calendar'),
      join(folder, 'b', 'calendar'),
    ])
    expect(housing?.leavesOut.get('wujin-departments')).toEqual([
      { id: 'wall-material', reason: '已并入建管中心' },
    ])
  })

  test('is in the order of the folders’ names, so that the first can be chosen', () => {
    const moved = Object.entries(both).map(([path, text]) => [path.replace(/^a/, 'z'), text])
    const { bureaus } = readDeployment(folderOf(Object.fromEntries(moved)), { today })
    expect(bureaus.map((one) => one.id)).toEqual(['housing', 'small'])
  })

  test('passes over folders that begin with a dot, as those of version control', () => {
    const { bureaus, problems } = readDeployment(folderOf({ ...both, '.git/HEAD': 'x' }), { today })
    expect(problems).toEqual([])
    expect(bureaus).toHaveLength(2)
  })

  test('tells a fault of a scheme that two bureaus run once', () => {
    const again = Object.entries(persons).map(([path, text]) => [
      path.replace(/^a/, 'c'),
      text.replaceAll('small', 'second').replaceAll('小局', '二局'),
    ])
    const files = ['scheme.yaml', 'rules.yaml', 'choices.yaml'].map((name) => {
      const text = readFileSync(packagePath('schemes', 'wuhan-civil-servants', name), 'utf8')
      return [`wuhan-civil-servants/${name}`, text.replace('title: ', 'titel: ')]
    })
    const { problems, refused } = readDeployment(
      folderOf({ ...persons, ...Object.fromEntries(again) }),
      { schemes: folderOf(Object.fromEntries(files)), today },
    )
    expect(refused).toHaveLength(2)
    expect(problems.filter((one) => one.code === 'unknown-key')).toHaveLength(1)
  })

  test('finds a scheme in the bureau’s own folder, and in the folder of further schemes before the program’s', () => {
    const shipped = packagePath('schemes', 'wuhan-civil-servants')
    const files = ['scheme.yaml', 'rules.yaml', 'choices.yaml'].map((name) => {
      const text = readFileSync(join(shipped, name), 'utf8')
      return [name, text.replace('title: 武汉市', 'title: 某市')]
    })
    const under = (folder: string): Files =>
      Object.fromEntries(files.map(([name, text]) => [`${folder}/${name}`, `${text}`]))
    const own = changed(persons, [
      { file: 'a/bureau.yaml', from: '- wuhan-civil-servants', to: '- ./schemes/ours' },
      { file: 'a/bureau.yaml', from: '  wuhan-civil-servants:', to: '  ours:' },
    ])
    const relative = readDeployment(folderOf({ ...own, ...under('a/schemes/ours') }), { today })
    expect(relative.problems).toEqual([])
    expect(relative.schemes.map((one) => one.id)).toEqual(['ours'])
    const schemes = folderOf(under('wuhan-civil-servants'))
    const shelved = readDeployment(folderOf(persons), { schemes, today })
    expect(shelved.problems).toEqual([])
    expect(shelved.schemes[0]?.title).toMatch(/^某市/)
  })

  test('takes facts of parts that no card collects, checked against the scheme', () => {
    const inputs = 'scheme: wuhan-civil-servants\nyear: 2025\nroster: { people: [] }\n'
    const files = changed(persons, [
      { file: 'a/bureau.yaml', from: 'schemes:\n', to: 'inputs: [votes.yaml]\nschemes:\n' },
    ])
    const { bureaus, problems } = readDeployment(
      folderOf({ ...files, 'a/votes.yaml': inputs.replace('[]', '[{ id: p2, tier: L1 }]') }),
      { today },
    )
    expect(problems).toEqual([])
    expect(bureaus[0]?.inputs.map((one) => one.facts.year)).toEqual(['2025'])
    const wrong = told({ ...files, 'a/votes.yaml': inputs.replace('[]', '[{ id: p2, tier: L9 }]') })
    expect(wrong.map(({ code, at }) => `${code} ${at}`)).toEqual([
      'unknown-tier a/votes.yaml L9 }] }',
    ])
  })
})

/** One fault each: its files, code, and what stands at its place. */
const faults: [name: string, base: Files, changes: Change[], code: string, at: string][] = [
  [
    'an id that is none',
    persons,
    [{ file: 'a/bureau.yaml', from: 'id: small', to: 'id: 小局' }],
    'bad-value',
    'a/bureau.yaml 小局',
  ],
  [
    'a word that there is not',
    persons,
    [{ file: 'a/bureau.yaml', from: 'group:', to: 'groups:' }],
    'unknown-key',
    'a/bureau.yaml groups: 小局全体',
  ],
  [
    'no name',
    persons,
    [{ file: 'a/bureau.yaml', from: 'name: 小局\n', to: '' }],
    'missing-key',
    'a/bureau.yaml id: small',
  ],
  [
    'an unknown scheme',
    persons,
    [{ file: 'a/bureau.yaml', from: '- wuhan-civil-servants', to: '- wuhan-civil-servant' }],
    'unknown-scheme',
    'a/bureau.yaml wuhan-civil-servant',
  ],
  [
    'a scheme’s folder that is not there',
    persons,
    [{ file: 'a/bureau.yaml', from: '- wuhan-civil-servants', to: '- ../ours' }],
    'unknown-scheme',
    'a/bureau.yaml ../ours',
  ],
  [
    'a scheme twice',
    persons,
    [
      {
        file: 'a/bureau.yaml',
        from: '  - wuhan-civil-servants\n',
        to: '  - wuhan-civil-servants\n  - wuhan-civil-servants # again\n',
      },
    ],
    'duplicate',
    'a/bureau.yaml wuhan-civil-servants # again',
  ],
  [
    'something left out of a scheme that it does not run',
    persons,
    [
      {
        file: 'a/bureau.yaml',
        from: 'leaves-out:\n',
        to: 'leaves-out:\n  wujin-departments: [{ id: gas, reason: 没有 }]\n',
      },
    ],
    'unknown-scheme',
    'a/bureau.yaml wujin-departments: [{ id: gas, reason: 没有 }]',
  ],
  [
    'something left out without a reason',
    persons,
    [{ file: 'a/bureau.yaml', from: ', reason: 没有设专班', to: ", reason: ''" }],
    'bad-value',
    "a/bureau.yaml '' }",
  ],
  [
    'something left out that the scheme does not name',
    persons,
    [
      {
        file: 'a/bureau.yaml',
        from: '    - { id: d',
        to: '    - { id: jury, reason: 没有 }\n    - { id: d',
      },
    ],
    'left-out-unknown',
    'a/bureau.yaml jury, reason: 没有 }',
  ],
  [
    'a role left out that somebody holds',
    persons,
    [{ file: 'a/roster.yaml', from: '纪检监察室,', to: '纪检监察室, 局治庸专班,' }],
    'left-out-yet-there',
    'a/bureau.yaml discipline-team, reason: 没有设专班 }',
  ],
  [
    'a role that nobody holds',
    persons,
    [{ file: 'a/roster.yaml', from: '纪检监察室, ', to: '' }],
    'role-unfilled',
    'a/bureau.yaml wuhan-civil-servants',
  ],
  [
    'a role whose last holder is gone',
    persons,
    [
      {
        file: 'a/roster.yaml',
        from: '纪检监察室, ',
        to: '{ role: 纪检监察室, to: 2025-05-31 }, ',
      },
    ],
    'role-unfilled',
    'a/bureau.yaml wuhan-civil-servants',
  ],
  [
    'a tier that nobody is in',
    persons,
    [{ file: 'a/roster.yaml', from: 'tier: L2, ', to: '' }],
    'tier-unfilled',
    'a/bureau.yaml wuhan-civil-servants',
  ],
  [
    'somebody in two tiers of one scheme',
    persons,
    [{ file: 'a/roster.yaml', from: 'tier: L2, ', to: 'tier: [L1, L2], ' }],
    'several-tiers',
    'a/roster.yaml [L1, L2], unit: office, roles: [纪检监察室, 活动主持单位] }',
  ],
  [
    'a tier left out that somebody is in',
    persons,
    [
      {
        file: 'a/bureau.yaml',
        from: '    - { id: d',
        to: '    - { id: L2, reason: 没有 }\n    - { id: d',
      },
    ],
    'left-out-yet-there',
    'a/bureau.yaml L2, reason: 没有 }',
  ],
  [
    'a tier that no scheme ranks',
    persons,
    [{ file: 'a/roster.yaml', from: 'L2: 下层', to: 'L2: 下层, L3: 临时' }],
    'tier-of-no-scheme',
    'a/roster.yaml 临时 }',
  ],
  [
    'a trait that no scheme looks at',
    persons,
    [{ file: 'a/roster.yaml', from: 'tier: L1,', to: 'tier: L1, traits: [caravan],' }],
    'trait-of-no-scheme',
    'a/roster.yaml caravan], unit: office, roles: [处室负责人, 考核办] }',
  ],
  [
    'a role that no scheme names',
    persons,
    [{ file: 'a/roster.yaml', from: '纪检监察室,', to: '纪检监察室, 评议会,' }],
    'unknown-role',
    'a/roster.yaml 评议会, 活动主持单位] }',
  ],
  [
    'the roster of another bureau',
    persons,
    [{ file: 'a/roster.yaml', from: 'id: small', to: 'id: large' }],
    'other-bureau',
    'a/roster.yaml large, name: 小局 }',
  ],
  [
    'the roster of a bureau of another name',
    persons,
    [{ file: 'a/roster.yaml', from: 'name: 小局', to: 'name: 大局' }],
    'other-bureau',
    'a/roster.yaml 大局 }',
  ],
  [
    'a facts file that is not there',
    persons,
    [{ file: 'a/bureau.yaml', from: 'schemes:\n', to: 'inputs: [votes.yaml]\nschemes:\n' }],
    'unreadable-file',
    'a/bureau.yaml votes.yaml]',
  ],
  [
    'a listed unit that is not in the roster',
    departments,
    [{ file: 'b/roster.yaml', from: 'quake', to: 'shake', everywhere: true }],
    'unit-missing',
    'b/bureau.yaml wujin-departments]',
  ],
  [
    'a unit of the roster that the scheme does not list',
    departments,
    [
      {
        file: 'b/roster.yaml',
        from: 'kind: leadership',
        to: 'kind: leadership, tier: departments',
      },
    ],
    'unit-unlisted',
    'b/roster.yaml departments }',
  ],
  [
    'a listed unit without a tier',
    departments,
    [
      {
        file: 'b/roster.yaml',
        from: 'name: 科室 gas, kind: business, tier: departments',
        to: 'name: 科室 gas, kind: business',
      },
    ],
    'unit-without-tier',
    'b/roster.yaml { id: gas, name: 科室 gas, kind: business }',
  ],
  [
    'a unit left out that is assessed',
    departments,
    [{ file: 'b/bureau.yaml', from: '    - {', to: '    - { id: gas, reason: 没有 }\n    - {' }],
    'left-out-yet-there',
    'b/bureau.yaml gas, reason: 没有 }',
  ],
  [
    'a unit twice among what is left out',
    departments,
    [
      {
        file: 'b/bureau.yaml',
        from: '    - {',
        to: '    - { id: wall-material, reason: 没有 }\n    - {',
      },
    ],
    'duplicate',
    'b/bureau.yaml wall-material, reason: 已并入建管中心 }',
  ],
]

describe('what is wrong in a folder of bureaus is told at its place', () => {
  test.each(faults)('%s', (_name, base, changes, code, at) => {
    const found = told(changed(base, changes)).filter((one) => one.code === code)
    expect(found.map((one) => [one.at, one.level])).toContainEqual([at, 'error'])
    const folder = folderOf(changed(base, changes))
    expect(readDeployment(folder, { today }).bureaus).toEqual([])
  })

  test('a gathering office may be left out of the assessed, but not out of the roster', () => {
    const base = changed(departments, [
      {
        file: 'b/bureau.yaml',
        from: '    - {',
        to: '    - { id: utilities, reason: 不参加考核 }\n    - {',
      },
      {
        file: 'b/roster.yaml',
        from: 'name: 科室 utilities, kind: business, tier: departments',
        to: 'name: 科室 utilities, kind: business',
      },
    ])
    expect(told(base)).toEqual([])
    const gone = changed(base, [
      { file: 'b/roster.yaml', from: 'utilities', to: 'works', everywhere: true },
    ])
    expect(told(gone).map((one) => [one.code, one.at])).toContainEqual([
      'unit-needed',
      'b/bureau.yaml utilities, reason: 不参加考核 }',
    ])
  })

  test('a unit under another id is found by its name, and the id that it needs is said', () => {
    const renamed = changed(departments, [
      { file: 'b/roster.yaml', from: '科室 quake', to: '防震科' },
      { file: 'b/roster.yaml', from: 'quake', to: 'q', everywhere: true },
    ])
    const [missing] = told(renamed).filter((one) => one.code === 'unit-missing')
    expect(missing?.message).toContain('名册里的“防震科”编号是 q，应写成 quake')
  })

  test('all faults of all bureaus at once, by file and line', () => {
    const files = changed(both, [
      {
        file: 'a/bureau.yaml',
        from: '    - { id: d',
        to: '    - { id: jury, reason: 没有 }\n    - { id: d',
      },
      { file: 'a/roster.yaml', from: '纪检监察室, ', to: '' },
      { file: 'a/roster.yaml', from: 'id: small', to: 'id: large' },
      { file: 'b/bureau.yaml', from: '    - {', to: '    - { id: gas, reason: 没有 }\n    - {' },
      {
        file: 'b/roster.yaml',
        from: 'kind: leadership',
        to: 'kind: leadership, tier: departments',
      },
    ])
    expect(told(files).map((one) => `${one.at.split(' ')[0]} ${one.code}`)).toEqual([
      'a/bureau.yaml role-unfilled',
      'a/bureau.yaml left-out-unknown',
      'a/roster.yaml other-bureau',
      'b/bureau.yaml left-out-yet-there',
      'b/roster.yaml unit-unlisted',
    ])
  })

  test('an id that another bureau has already refuses the later one, and the earlier one runs', () => {
    const files = changed(both, [
      { file: 'b/bureau.yaml', from: 'id: housing', to: 'id: small' },
      { file: 'b/roster.yaml', from: 'id: housing', to: 'id: small' },
    ])
    const { bureaus, problems, refused } = readDeployment(folderOf(files), { today })
    expect(bureaus.map((one) => one.name)).toEqual(['小局'])
    expect(refused).toHaveLength(1)
    expect(problems.map((one) => [one.code, one.line, one.column])).toEqual([['duplicate', 1, 5]])
  })

  test('one id for two schemes is refused, since cycles name their scheme by it', () => {
    const scheme = (title: string): Files =>
      Object.fromEntries(
        ['scheme.yaml', 'rules.yaml', 'choices.yaml'].map((name) => {
          const text = readFileSync(packagePath('schemes', 'wuhan-civil-servants', name), 'utf8')
          return [`wuhan-civil-servants/${name}`, text.replace('title: 武汉市', `title: ${title}`)]
        }),
      )
    const under = (folder: string, files: Files): Files =>
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]))
    const own = changed(persons, [
      { file: 'a/bureau.yaml', from: '- wuhan-civil-servants', to: '- ./wuhan-civil-servants' },
    ])
    const other = changed(own, [
      { file: 'a/bureau.yaml', from: 'id: small', to: 'id: other' },
      { file: 'a/roster.yaml', from: 'id: small', to: 'id: other' },
    ])
    const second = Object.fromEntries(
      Object.entries(other).map(([path, text]) => [path.replace(/^a/, 'c'), text]),
    )
    const files = { ...own, ...second, ...under('a', scheme('甲')), ...under('c', scheme('乙')) }
    const { bureaus, problems } = readDeployment(folderOf(files), { today })
    expect(bureaus.map((one) => one.id)).toEqual(['small'])
    expect(problems.map((one) => [one.code, one.line, one.column])).toEqual([
      ['scheme-twice', 5, 5],
    ])
  })

  test('faults of a scheme are told in the scheme, and the roster is not blamed for them', () => {
    const shipped = packagePath('schemes', 'wuhan-civil-servants')
    const files = ['scheme.yaml', 'rules.yaml', 'choices.yaml'].map((name) => [
      `a/ours/${name}`,
      readFileSync(join(shipped, name), 'utf8').replace('assessee: person', 'assessee: persons'),
    ])
    const own = changed(persons, [
      { file: 'a/bureau.yaml', from: '- wuhan-civil-servants', to: '- ./ours' },
      { file: 'a/bureau.yaml', from: '  wuhan-civil-servants:', to: '  ours:' },
    ])
    const found = told({ ...own, ...Object.fromEntries(files) })
    expect(found).toHaveLength(1)
    expect(found[0]?.at).toBe('a/ours/scheme.yaml persons')
  })

  test.each([
    ['a folder that is not there', '/nowhere/bureaus', 'unreadable-file'],
    ['a folder without bureaus', folderlessPath(), 'no-bureau'],
  ])('%s', (_name, folder, code) => {
    const { problems } = readDeployment(folder, { today })
    expect(problems.map((one) => [one.code, one.file])).toEqual([[code, folder]])
  })

  test('a bureau without its files', () => {
    const found = told({ 'a/note.txt': '' })
    expect(found.map((one) => [one.code, one.at.trim()])).toEqual([
      ['unreadable-file', 'a/bureau.yaml'],
    ])
  })
})

/** A folder that has files only. */
function folderlessPath(): string {
  return packagePath('docs', 'screenshots')
}

describe('kaohe check --bureaus', () => {
  test('names each bureau with its people and schemes', () => {
    const { lines, failed } = checkBureaus(folderOf(both), undefined, today)
    expect(failed).toBe(false)
    expect(lines).toEqual([
      'small  小局：3 人，公务员年度考核',
      'housing  住建局：19 人，部门目标管理考核',
    ])
  })

  test('prints the problems that a start would name, and ends with 2', () => {
    const folder = folderOf(
      changed(both, [{ file: 'a/roster.yaml', from: '纪检监察室, ', to: '' }]),
    )
    const main = packagePath('dist', 'src', 'cli', 'main.js')
    const ran = spawnSync(process.execPath, [main, 'check', '--bureaus', folder], {
      encoding: 'utf8',
    })
    expect(ran.status).toBe(2)
    expect(ran.stdout).toMatch(/a\/bureau\.yaml:5:5 错误 不能按“公务员年度考核”考核/)
    expect(ran.stdout).toContain('housing  住建局：19 人')
  })
})
